import { type CsvInvoiceFormat, columnsOf, detectFormat } from "../../../src/invoices/index.js";
import { type InvoiceInput, LineBook } from "../../../src/reconcile/index.js";

function splitCsv(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? "");
}

/** A file of an invoice as the reconciliation takes it, read by the real format of its header. */
export function invoice(text: string, path = "invoice.csv"): InvoiceInput {
  const [header = "", ...lines] = text.split("\n");
  const columns = columnsOf(splitCsv(header));
  const format: CsvInvoiceFormat | undefined = detectFormat(columns);
  if (format === undefined) throw new Error(`no format for ${header}`);
  const book = new LineBook();
  const rows = lines.map((line, index) => ({ line: index + 2, cells: splitCsv(line) }));
  for (const outcome of format.read(rows, columns)) book.add(outcome);
  const { id, kind, never, states } = format;
  return { path, sha256: path, format: id, kind, never, states, book, notes: [] };
}
