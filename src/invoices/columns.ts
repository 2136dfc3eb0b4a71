import type { Columns, CsvRow } from "./format.js";
import type { SkippedRow } from "./line.js";
import { quote } from "./quote.js";

/**
 * The columns of a header row. Names are compared without letter case, outer blanks, a byte order mark at the start and
 * quotes that a sloppy writer left in the cell. A name that stands twice means its first column.
 */
export function columnsOf(header: readonly string[]): Columns {
  const names = header.map(columnName);
  const byName = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const key = name.toLowerCase();
    if (!byName.has(key)) byName.set(key, index);
  }
  return { header: names, index: (name) => byName.get(name.trim().toLowerCase()) ?? -1 };
}

function columnName(cell: string): string {
  const bare = cell.replace(/^\uFEFF/, "").trim();
  return bare.replace(/^(["'])(.*)\1$/, "$2").trim();
}

export function hasColumns(columns: Columns, names: readonly string[]): boolean {
  return names.every((name) => columns.index(name) >= 0);
}

/** What the reader of a file should know of its header: columns that are not read, and names that stand twice. */
export function columnNotes(columns: Columns, knows: readonly string[]): string[] {
  const known = new Set(knows);
  const seen = new Set<string>();
  const [strange, twice] = [new Set<string>(), new Set<string>()];
  for (const name of columns.header.map((written) => written.toLowerCase())) {
    if (seen.has(name)) twice.add(name);
    else if (name !== "" && !known.has(name)) strange.add(name);
    seen.add(name);
  }
  const notes: string[] = [];
  if (strange.size > 0) notes.push(`columns that this format does not know were not read: ${listed(strange)}`);
  if (twice.size > 0)
    notes.push(`columns that stand twice in the header were read where they stand first: ${listed(twice)}`);
  return notes;
}

function listed(names: Iterable<string>): string {
  return [...names].map(quote).join(", ");
}

/** Why a record cannot be matched to its header, or undefined. A blank cell too many is no better: the others have moved. */
export function shapeProblem(row: CsvRow, columns: Columns): string | undefined {
  const [found, expected] = [row.cells.length, columns.header.length];
  if (found === expected) return undefined;
  const cause =
    found < expected
      ? "the record is cut off or a quote is missing"
      : "a value that holds the separator is not in quotes";
  return `expected ${expected} cells as in the header, found ${found}: ${cause}; export the file again`;
}

/** The cell without outer blanks; "" where the file has no such column (index -1). */
export function cellAt(row: CsvRow, index: number): string {
  return index < 0 ? "" : trimmed(row.cells[index] ?? "");
}

/** As `trim`, which is not called where both ends are plain characters: nearly always. */
function trimmed(cell: string): string {
  return isPlain(cell.charCodeAt(0)) && isPlain(cell.charCodeAt(cell.length - 1)) ? cell : cell.trim();
}

/** ASCII beyond the blank. */
function isPlain(code: number): boolean {
  return code > 32 && code < 128;
}

export function isBlank(row: CsvRow): boolean {
  return row.cells.every((cell) => cell.trim() === "");
}

export function skipBlank(row: CsvRow): SkippedRow {
  return { kind: "skip", row: row.line, reason: "a blank record" };
}

/** Where each of the names stands, -1 for those that do not: looked up once a file, not once a row. */
export function columnIndexes<Name extends string>(columns: Columns, names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, columns.index(name)])) as Record<Name, number>;
}

/** As cellAt, but undefined where the file has no such column: a blank cell and a missing column mean different things. */
export function cellOrAbsent(row: CsvRow, index: number): string | undefined {
  return index < 0 ? undefined : cellAt(row, index);
}
