import { basename } from "node:path";
import { openInput, type Records, type Table } from "../files/index.js";
import { didYouMean, InputError, UsageError } from "../findings/index.js";
import {
  type CsvInvoiceFormat,
  columnsOf,
  detectFormat,
  INVOICE_FORMATS,
  type InvoiceFormat,
  type JsonInvoiceFormat,
  unknownFormat,
} from "../invoices/index.js";
import { type InvoiceInput, LineBook } from "../reconcile/index.js";
import type { Deps, Progress } from "./command.js";

/** Reads one file by the format of its header, or by the one that `--from` names. Throws an InputError for an unknown one. */
export async function readInvoice(path: string, from: string | undefined, deps: Deps): Promise<InvoiceInput> {
  const progress = await deps.progress(`reading ${basename(path)}`, "bytes");
  try {
    const input = await openInput(path, { cwd: deps.cwd, stdin: deps.stdin });
    return input.kind === "table"
      ? await readTable(input.table, from, progress)
      : await readRecords(input.records, from, progress);
  } finally {
    progress.stop();
  }
}

/** The format that `--from` names. Throws a UsageError with a suggestion. */
export function formatOfId(id: string): InvoiceFormat {
  const format = INVOICE_FORMATS.find((known) => known.id === id);
  if (format !== undefined) return format;
  const ids = INVOICE_FORMATS.map((known) => known.id);
  throw new UsageError(`there is no invoice format ${JSON.stringify(id)}`, {
    remedy: didYouMean(id, ids) || `the formats are ${ids.join(", ")}`,
  });
}

async function readTable(table: Table, from: string | undefined, progress: Progress): Promise<InvoiceInput> {
  const columns = columnsOf(table.header);
  const format = from === undefined ? detectFormat(columns) : csvFormat(from, table.path);
  if (format === undefined) throw unknown(table.path, table.headerLine, unknownFormat(columns));
  const book = new LineBook();
  for await (const chunk of table.rows) {
    for (const outcome of format.read(chunk.rows, columns)) book.add(outcome);
    for (const { line, reason } of chunk.rejected) book.add({ kind: "reject", row: line, reason });
    progress.update(table.bytesRead(), table.size);
  }
  return inputOf(table, format, book);
}

async function readRecords(records: Records, from: string | undefined, progress: Progress): Promise<InvoiceInput> {
  let format = from === undefined ? undefined : jsonFormat(from, records.path);
  const book = new LineBook();
  for await (const chunk of records.chunks) {
    for (const { line, value } of chunk.records) {
      format ??= detectFormat(value);
      if (format === undefined) throw unknown(records.path, line, unknownFormat(value));
      for (const outcome of format.read(value)) book.add(outcome);
    }
    for (const { line, reason } of chunk.rejected) book.add({ kind: "reject", row: line, reason });
    progress.update(records.bytesRead(), records.size);
  }
  if (format === undefined) throw unknown(records.path, 1, book.rejected[0]?.reason ?? "it holds no JSON value");
  return inputOf(records, format, book);
}

function csvFormat(id: string, path: string): CsvInvoiceFormat {
  const format = formatOfId(id);
  if (format.shape === "csv") return format;
  throw new InputError(`${id} is a JSON format and this is a table`, { position: { file: path } });
}

function jsonFormat(id: string, path: string): JsonInvoiceFormat {
  const format = formatOfId(id);
  if (format.shape === "json") return format;
  throw new InputError(`${id} is a CSV format and this is JSON`, { position: { file: path } });
}

function unknown(file: string, line: number, message: string): InputError {
  return new InputError(message, { position: { file, line } });
}

function inputOf(source: Table | Records, format: InvoiceFormat, book: LineBook): InvoiceInput {
  const { id, kind, never } = format;
  const states = (meter: string, tier: string): boolean => format.states(meter, tier);
  return { path: source.path, sha256: source.sha256(), format: id, kind, never, states, book, notes: source.notes };
}
