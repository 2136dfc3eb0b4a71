import { InputError } from "../findings/index.js";

export interface FileProblemFacts {
  readonly path: string;
  /** From 1, where the problem is on a line. */
  readonly line?: number;
  /** What was looked for: "a CSV file with a header". */
  readonly expected: string;
  readonly found: string;
  /** What to do, as a sentence or a command. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** A file that could not be read or is not what it was taken for. */
export class FileProblem extends InputError {
  /** All but the cause: plain data, that another thread can send. */
  readonly facts: Omit<FileProblemFacts, "cause">;

  constructor({ cause, ...facts }: FileProblemFacts) {
    const { path, line, expected, found, remedy } = facts;
    super(`expected ${expected}, found ${found}`, {
      position: line === undefined ? { file: path } : { file: path, line },
      remedy,
      ...(cause === undefined ? {} : { cause }),
    });
    this.facts = facts;
  }
}
