/** A place in a text. Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Severity = "error" | "warning";

/** What is wrong, where, and what to do about it. Every check yields these; text, JSON, SARIF and JUnit are renderings. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly position: Position;
  /** The offending value as it was read. */
  readonly value?: string;
  /** `provider/id` of the offer, or the id of the model, that the finding is about. */
  readonly model?: string;
  readonly remedy: string;
}

/** By file, line, column and rule, so that the same findings always come in the same order. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      compareText(a.position.file, b.position.file) ||
      a.position.line - b.position.line ||
      a.position.column - b.position.column ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
}

/** By UTF-16 code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
