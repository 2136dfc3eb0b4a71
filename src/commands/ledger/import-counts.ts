import { Decimal } from "../../money/index.js";

/** What became of the records of one file. read = inserted + existing + conflicts + rejected. */
export class ImportedFile {
  readonly path: string;
  format: string | null = null;
  sha256: string | null = null;
  inserted = 0;
  existing = 0;
  conflicts = 0;
  rejected = 0;
  /** Records that are no usage, by reason: not part of what was read. */
  readonly skipped = new Map<string, number>();
  /** Tokens that the rejected records state, as far as they can be read. */
  rejectedTokens = Decimal.zero;

  constructor(path: string) {
    this.path = path;
  }

  get read(): number {
    return this.inserted + this.existing + this.conflicts + this.rejected;
  }

  get skippedRecords(): number {
    return [...this.skipped.values()].reduce((sum, count) => sum + count, 0);
  }
}

export interface ImportProblemLine {
  readonly file: string;
  /** Null where the whole file is meant. */
  readonly line: number | null;
  readonly kind: "rejected" | "conflict" | "unreadable";
  readonly reason: string;
}

/** All that an import did. */
export interface ImportReport {
  readonly files: readonly ImportedFile[];
  readonly problems: readonly ImportProblemLine[];
  readonly notes: readonly string[];
}

export type Count = "read" | "inserted" | "existing" | "conflicts" | "rejected" | "skippedRecords";

export function sumOf(files: readonly ImportedFile[], count: Count): number {
  return files.reduce((sum, file) => sum + file[count], 0);
}
