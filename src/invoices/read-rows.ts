import { columnNotes } from "./columns.js";
import type { Columns, CsvInvoiceFormat, CsvRow } from "./format.js";
import type { FileNote, RowOutcome } from "./line.js";

/** Reads one row. */
export type RowReader = (row: CsvRow) => RowOutcome;

/** Tells the reader of the file something; the same text only once. */
export type TakeNote = (text: string) => void;

interface OpenFile {
  readonly read: RowReader;
  /** Notes not yet told. */
  readonly pending: FileNote[];
}

/**
 * The `read` of a CSV format. Files come in chunks, each a call with the same Columns: what is looked up and remembered for a
 * file is kept with them, as long as they live, and each note is told once a file.
 */
export function readRows(
  knows: readonly string[],
  makeReader: (columns: Columns, note: TakeNote) => RowReader,
): CsvInvoiceFormat["read"] {
  const files = new WeakMap<Columns, OpenFile>();
  return function* (rows, columns) {
    const file = files.get(columns) ?? openFile(columns, knows, makeReader);
    files.set(columns, file);
    yield* file.pending.splice(0);
    for (const row of rows) yield file.read(row);
    yield* file.pending.splice(0);
  };
}

function openFile(
  columns: Columns,
  knows: readonly string[],
  makeReader: (columns: Columns, note: TakeNote) => RowReader,
): OpenFile {
  const told = new Set<string>();
  const pending: FileNote[] = [];
  const note: TakeNote = (text) => {
    if (told.has(text)) return;
    told.add(text);
    pending.push({ kind: "note", text });
  };
  for (const text of columnNotes(columns, knows)) note(text);
  return { read: makeReader(columns, note), pending };
}
