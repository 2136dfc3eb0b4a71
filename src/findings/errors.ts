import type { Position } from "./finding.js";

/** What an error can say beside its message: where, and what to do. */
export interface ErrorFacts {
  readonly position?: Pick<Position, "file"> & Partial<Position>;
  /** What to do about it, as a sentence or a command. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** An error that a person can do something about. The command line prints it without a stack; its class gives the exit code. */
export abstract class ExplainedError extends Error {
  readonly position: ErrorFacts["position"];
  readonly remedy: string | undefined;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.position = facts.position;
    this.remedy = facts.remedy;
  }

  /** `file:line:column: message`, and the remedy on a line of its own. */
  describe(): string {
    const { file, line, column } = this.position ?? {};
    const place = [file, line, column].filter((part) => part !== undefined).join(":");
    const head = place === "" ? this.message : `${place}: ${this.message}`;
    return this.remedy === undefined ? head : `${head}\n  ${this.remedy}`;
  }
}

/** The command was used wrongly: exit 2. */
export class UsageError extends ExplainedError {
  override readonly name = "UsageError";
}

/** An input could not be read or understood: exit 3. */
export class InputError extends ExplainedError {
  override readonly name = "InputError";
}

/** A provider or a server could not be reached, or refused us: exit 4. */
export class ProviderError extends ExplainedError {
  override readonly name = "ProviderError";
}
