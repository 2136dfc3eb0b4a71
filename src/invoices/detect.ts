import { compareText } from "../findings/index.js";
import { isJsonObject } from "./../money/index.js";
import { hasColumns } from "./columns.js";
import type { Columns, CsvInvoiceFormat, InvoiceFormat, JsonInvoiceFormat, JsonValue } from "./format.js";
import { INVOICE_FORMATS } from "./formats/index.js";
import { quote } from "./quote.js";

const MOST_COLUMNS_SHOWN = 40;

/** The format of a CSV file by its header, or of a JSON document by its shape; undefined when none is known. */
export function detectFormat(found: Columns): CsvInvoiceFormat | undefined;
export function detectFormat(found: JsonValue): JsonInvoiceFormat | undefined;
export function detectFormat(found: Columns | JsonValue): InvoiceFormat | undefined {
  if (isColumns(found)) return csvFormats().find((format) => format.detect(found));
  return jsonFormats().find((format) => format.detect(found));
}

/** What to tell of a file in no known format: what was found, the nearest format with what it lacks, all formats, what to do. */
export function unknownFormat(found: Columns | JsonValue): string {
  const what = isColumns(found) ? `its header is ${header(found)}` : `it is ${jsonShape(found)}`;
  const near = isColumns(found) ? nearest(found) : "";
  const known = INVOICE_FORMATS.map((format) => `${format.id} (${format.title})`).join(", ");
  return `this is no invoice in a known format: ${what}. ${near}Known formats: ${known}. Export the file again as one of these, or name its format with --from`;
}

function csvFormats(): CsvInvoiceFormat[] {
  return INVOICE_FORMATS.filter((format) => format.shape === "csv");
}

function jsonFormats(): JsonInvoiceFormat[] {
  return INVOICE_FORMATS.filter((format) => format.shape === "json");
}

function isColumns(found: Columns | JsonValue): found is Columns {
  return typeof found === "object" && found !== null && "index" in found && typeof found.index === "function";
}

function header(columns: Columns): string {
  if (columns.header.length === 0) return "empty";
  const shown = columns.header.slice(0, MOST_COLUMNS_SHOWN).map(quote).join(", ");
  const more = columns.header.length - MOST_COLUMNS_SHOWN;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** The format that shares most columns with the header, by id where several do, with the columns that it lacks. */
function nearest(columns: Columns): string {
  const ranked = csvFormats()
    .map((format) => ({ format, shared: format.knows.filter((name) => columns.index(name) >= 0).length }))
    .filter((entry) => entry.shared > 0)
    .sort((a, b) => b.shared - a.shared || compareText(a.format.id, b.format.id));
  const best = ranked[0];
  if (best === undefined) return "";
  const missing = best.format.needs.filter((name) => !hasColumns(columns, [name]));
  const lacks = missing.length === 0 ? "" : `, and lacks ${missing.map(quote).join(", ")}`;
  return `It is nearest to ${best.format.id}: it shares ${best.shared} of its columns${lacks}. `;
}

function jsonShape(document: JsonValue): string {
  if (Array.isArray(document)) return `a JSON array of ${document.length}`;
  if (!isJsonObject(document)) return `a JSON ${document === null ? "null" : typeof document}`;
  const keys = Object.keys(document);
  return `a JSON object with ${keys.length === 0 ? "no keys" : `the keys ${keys.slice(0, MOST_COLUMNS_SHOWN).map(quote).join(", ")}`}`;
}
