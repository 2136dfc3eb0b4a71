import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { FileProblem, findFiles, STDIN } from "../../files/index.js";
import type { Ledger } from "../../ledger/ledger.js";
import type { Provider } from "../../meters/index.js";
import { decimal } from "../../money/index.js";
import type { Deps, Progress } from "../command.js";
import { ImportedFile, type ImportProblemLine, type ImportReport } from "./import-counts.js";
import type { UsagePart } from "./read-usage.js";
import { usageParts } from "./usage-reader.js";

export interface ImportOptions {
  /** Files, folders, `-`. */
  readonly paths: readonly string[];
  /** The id of a usage source. */
  readonly from: string | undefined;
}

/** Brings files into the ledger, one after the other. A file that cannot be read does not stop the others. */
export async function importFiles(
  options: ImportOptions,
  deps: Deps,
  providerNames: ReadonlyMap<string, Provider>,
): Promise<ImportReport> {
  const { files, notes } = await findFiles(options.paths, deps.cwd);
  const sizes = await Promise.all(files.map((path) => sizeOf(path, deps.cwd)));
  const progress = await deps.progress("importing", "MB");
  const run = new ImportRun(
    deps,
    progress,
    sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    notes,
  );
  try {
    for (const [place, path] of files.entries()) {
      const file = { path, cwd: deps.cwd, from: options.from, providerNames };
      await run.add(path, usageParts(file, sizes[place], deps.stdin), sizes[place] ?? 0);
    }
    return run.report();
  } finally {
    progress.stop();
    run.close();
  }
}

async function sizeOf(path: string, cwd: string): Promise<number | undefined> {
  return path === STDIN ? undefined : (await stat(resolve(cwd, path))).size;
}

const BYTES_IN_MB = 1_000_000;

class ImportRun {
  private readonly deps: Deps;
  private readonly progress: Progress;
  private readonly totalBytes: number;
  private readonly files: ImportedFile[] = [];
  private readonly problems: ImportProblemLine[] = [];
  private readonly notes: string[];
  private ledger: Ledger | undefined;
  private bytesBefore = 0;

  constructor(deps: Deps, progress: Progress, totalBytes: number, notes: readonly string[]) {
    this.deps = deps;
    this.progress = progress;
    this.totalBytes = totalBytes;
    this.notes = [...notes];
  }

  async add(path: string, parts: AsyncIterable<UsagePart>, size: number): Promise<void> {
    const file = new ImportedFile(path);
    this.files.push(file);
    try {
      let growing = false;
      for await (const part of parts) {
        if (part.kind === "start") {
          file.format = part.format;
          growing = part.growing;
        } else if (part.kind === "batch") await this.take(file, part, growing);
        else this.end(file, part);
      }
    } catch (error) {
      if (!(error instanceof FileProblem) || error.facts.path !== path) throw error;
      this.unreadable(file, error);
    }
    this.bytesBefore += size;
  }

  report(): ImportReport {
    if (this.files.length === 1 && this.failure !== undefined) throw this.failure;
    return { files: this.files, problems: this.problems, notes: this.notes };
  }

  close(): void {
    this.ledger?.close();
  }

  private failure: FileProblem | undefined;

  /** Of a file that breaks off, what came before counts and is kept; one of which nothing came is no input at all. */
  private unreadable(file: ImportedFile, problem: FileProblem): void {
    if (file.read === 0) this.failure = problem;
    const { line = null } = problem.facts;
    const reason = problem.remedy === undefined ? problem.message : `${problem.message}; ${problem.remedy}`;
    this.problems.push({ file: file.path, line, kind: "unreadable", reason });
  }

  private async take(file: ImportedFile, part: UsagePart & { kind: "batch" }, growing: boolean): Promise<void> {
    for (const { line, reason, tokens } of part.rejected) {
      this.reject(file, line, reason);
      if (tokens !== null) file.rejectedTokens = file.rejectedTokens.add(decimal(tokens));
    }
    for (const [reason, count] of part.skipped) file.skipped.set(reason, (file.skipped.get(reason) ?? 0) + count);
    if (part.batch.count > 0) await this.append(file, part, growing);
    this.progress.update(megabytes(this.bytesBefore + part.bytesRead), megabytes(this.totalBytes));
  }

  private async append(file: ImportedFile, part: UsagePart & { kind: "batch" }, growing: boolean): Promise<void> {
    this.ledger ??= await this.deps.openLedger("create");
    const result = this.ledger?.appendBatch(part.batch, { growing, recordedAt: this.deps.now });
    if (result === undefined) throw new TypeError("a ledger that is to be created is always there");
    file.inserted += result.inserted;
    file.existing += result.existing;
    file.conflicts += result.conflicts;
    for (const { index, kind, reason } of result.problems) {
      const line = part.lines[index] ?? 0;
      const told = numbered(reason, part.numbers[index] ?? null);
      if (kind === "rejected") this.reject(file, line, told);
      else if (kind === "conflict") this.problems.push({ file: file.path, line, kind, reason: told });
    }
  }

  private reject(file: ImportedFile, line: number, reason: string): void {
    file.rejected += 1;
    this.problems.push({ file: file.path, line, kind: "rejected", reason });
  }

  private end(file: ImportedFile, part: UsagePart & { kind: "end" }): void {
    file.sha256 = part.sha256;
    this.notes.push(...part.notes.map((note) => `${file.path}: ${note}`));
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / BYTES_IN_MB);
}

/** A document of many records has one line to name; the record's number says which one is meant. */
function numbered(reason: string, number: number | null): string {
  return number === null ? reason : `record ${number}: ${reason}`;
}
