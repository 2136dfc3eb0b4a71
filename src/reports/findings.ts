import type { Finding, Severity } from "../findings/index.js";

/** What a report may say of a rule beside its findings: a part of the catalog's rules. */
export interface RuleWords {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly remedy: string;
}

/** The outcome of a check, to be rendered. `findings` are sorted. */
export interface FindingsReport {
  readonly findings: readonly Finding[];
  /** What was checked, as a person named it. */
  readonly subject: string;
  /** What was looked at, in words: `150 offers, 120 models, 203 price sets`; empty where nothing could be read. */
  readonly extent: string;
  /** Whether warnings fail too. */
  readonly strict: boolean;
  readonly rules: readonly RuleWords[];
}

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  return { errors, warnings: findings.length - errors };
}

export function isOk({ findings, strict }: Pick<FindingsReport, "findings" | "strict">): boolean {
  return strict ? findings.length === 0 : findings.every((finding) => finding.severity !== "error");
}

/** `1 error, 2 warnings`; `no errors, no warnings`. */
export function countWords({ errors, warnings }: FindingCounts): string {
  return `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
}

function counted(count: number, noun: string): string {
  return `${count === 0 ? "no" : count} ${noun}${count === 1 ? "" : "s"}`;
}
