import { InputError } from "../findings/index.js";
import type { InvoiceInput, LineAtom } from "../reconcile/index.js";

export interface DistinctFiles {
  readonly files: readonly InvoiceInput[];
  readonly notes: readonly string[];
}

/**
 * Files of equal content count once. Two cost files of one provider that bill the same thing on the same day are refused with
 * an InputError, because their sum would be twice the bill; `add` takes them all the same.
 */
export function distinctFiles(read: readonly InvoiceInput[], add: boolean): DistinctFiles {
  const files: InvoiceInput[] = [];
  const notes: string[] = [];
  for (const file of read) {
    const same = files.find((other) => other.sha256 === file.sha256);
    if (same === undefined) files.push(file);
    else notes.push(`${file.path} has the content of ${same.path} and counts once`);
  }
  if (!add) refuseOverlaps(files.filter((file) => file.kind === "cost"));
  return { files, notes };
}

function refuseOverlaps(files: readonly InvoiceInput[]): void {
  for (const [index, file] of files.entries()) {
    const other = files.slice(0, index).find((earlier) => overlap(earlier, file));
    if (other === undefined) continue;
    throw new InputError(
      `${file.path} bills the same days and lines as ${other.path}: together they would count twice`,
      {
        remedy: "give one of them, or --add if both were really charged",
      },
    );
  }
}

/** Whether two files bill one provider on one day, and nothing that both state tells their lines apart. */
function overlap(a: InvoiceInput, b: InvoiceInput): boolean {
  const keyed = (file: InvoiceInput): Set<string> => new Set([...file.book.atomsOfAll()].map(dayOf));
  const days = keyed(a);
  if (![...keyed(b)].some((day) => days.has(day))) return false;
  return !TELLING.some((dimension) => isApart(a, b, dimension));
}

const TELLING = ["account", "project", "apiKey", "name", "meter", "serviceTier"] as const;

function dayOf(atom: LineAtom): string {
  return `${atom.provider} ${atom.from} ${atom.to}`;
}

function isApart(a: InvoiceInput, b: InvoiceInput, dimension: (typeof TELLING)[number]): boolean {
  const [ours, theirs] = [valuesOf(a, dimension), valuesOf(b, dimension)];
  if (ours === undefined || theirs === undefined) return false;
  return ![...ours].some((value) => theirs.has(value));
}

/** Undefined when a line does not state it. */
function valuesOf(file: InvoiceInput, dimension: (typeof TELLING)[number]): Set<string> | undefined {
  const values = new Set<string>();
  for (const atom of file.book.atoms()) {
    const value = atom[dimension];
    if (value === undefined || value === null) return undefined;
    values.add(value);
  }
  return values;
}
