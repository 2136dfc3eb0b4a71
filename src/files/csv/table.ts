import type { CsvRow } from "../../invoices/index.js";
import type { Encoding } from "../encoding.js";
import { FileProblem } from "../file-problem.js";
import type { TextBlock } from "../text-blocks.js";
import { type OpenOptions, openText, type TextFile } from "../text-file.js";
import { commonWidth, sampleRows, sniffDelimiter } from "./delimiter.js";
import { type CsvChunk, CsvRecordReader, type RejectedLine } from "./record-reader.js";

/** A delimited file with a header. */
export interface Table {
  readonly path: string;
  readonly header: readonly string[];
  readonly headerLine: number;
  /** Records before the header: the title lines of some exports. */
  readonly preamble: readonly CsvRow[];
  readonly delimiter: string;
  /** Records after the header, by chunks, so that what is done with each is synchronous. Can be read once. */
  readonly rows: AsyncIterable<CsvChunk>;
  readonly size: number | undefined;
  bytesRead(): number;
  encoding(): Encoding;
  /** Of the raw bytes; complete once all rows were read. */
  sha256(): string;
  readonly notes: readonly string[];
}

/** A line of a table is short; one of several megabytes is a quote or a line end gone wrong. */
const LONGEST_TABLE_LINE = 4 * 1024 * 1024;

/** Throws a FileProblem for what is no text or has no header. */
export async function openTable(path: string, options: OpenOptions = {}): Promise<Table> {
  return tableOf(await openText(path, { longestLine: LONGEST_TABLE_LINE, ...options }));
}

/** Reads an opened text as a table. */
export function tableOf(file: TextFile): Table {
  const { delimiter, stated } = sniffDelimiter(file.head);
  const sample = sampleRows(file.head, delimiter).slice(stated ? 1 : 0);
  const place = headerPlace(sample);
  const header = sample[place];
  if (header === undefined) throw noHeader(file.path);
  const reader = new CsvRecordReader(delimiter, header.cells.length);
  return {
    path: file.path,
    header: header.cells.map((cell) => cell.trim()),
    headerLine: header.line,
    preamble: sample.slice(0, place),
    delimiter,
    rows: rowsAfter(file, reader, header),
    size: file.size,
    bytesRead: file.bytesRead,
    encoding: file.encoding,
    sha256: file.sha256,
    notes: file.notes,
  };
}

/** The first record that is as wide as most: what stands before it are titles. */
function headerPlace(sample: readonly CsvRow[]): number {
  const width = commonWidth(sample);
  return sample.findIndex(({ cells }) => cells.length >= width && cells.some((cell) => cell.trim() !== ""));
}

async function* rowsAfter(file: TextFile, reader: CsvRecordReader, header: CsvRow): AsyncGenerator<CsvChunk> {
  const width = header.cells.length;
  let past = false;
  try {
    for await (const block of file.blocks) {
      const chunk = readBlock(reader, block);
      yield checked(past ? chunk : afterHeader(chunk, header.line), width);
      past = true;
    }
    yield checked(reader.read("", true), width);
  } catch (error) {
    if (!(error instanceof FileProblem) || !past) throw error;
    yield checked(reader.read("", true), width);
    yield { rows: [], rejected: [{ line: reader.nextLine(), reason: error.message }] };
  }
}

function readBlock(reader: CsvRecordReader, block: TextBlock): CsvChunk {
  return block.kind === "lines" ? reader.read(block.text, false) : reader.skipLine(block.length);
}

function afterHeader(chunk: CsvChunk, headerLine: number): CsvChunk {
  return {
    rows: chunk.rows.filter((row) => row.line > headerLine),
    rejected: chunk.rejected.filter((rejected) => rejected.line > headerLine),
  };
}

/** A row with more cells than the header has been cut in the wrong place, unless what is too much is empty. */
function checked(chunk: CsvChunk, width: number): CsvChunk {
  if (!chunk.rows.some((row) => row.cells.length > width)) return chunk;
  const rows: CsvRow[] = [];
  const rejected: RejectedLine[] = [...chunk.rejected];
  for (const row of chunk.rows) {
    const surplus = row.cells.slice(width);
    if (surplus.length === 0) rows.push(row);
    else if (surplus.every((cell) => cell.trim() === ""))
      rows.push({ line: row.line, cells: row.cells.slice(0, width) });
    else rejected.push({ line: row.line, reason: tooWide(row.cells.length, width) });
  }
  return { rows, rejected: rejected.sort((a, b) => a.line - b.line) };
}

function tooWide(found: number, width: number): string {
  return `the row has ${found} cells and the header ${width}; is a value with the delimiter in it not in quotes?`;
}

function noHeader(path: string): FileProblem {
  return new FileProblem({
    path,
    line: 1,
    expected: "a header with the names of the columns",
    found: "no record at all",
    remedy: "export the file again",
  });
}
