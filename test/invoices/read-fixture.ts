import { readFileSync } from "node:fs";
import { parse } from "lossless-json";
import Papa from "papaparse";
import {
  type CsvRow,
  columnsOf,
  detectFormat,
  type InvoiceFormat,
  type JsonValue,
  type RowOutcome,
} from "../../src/invoices/index.js";
import { formatInstant } from "../../src/meters/index.js";

export interface ReadFixture {
  readonly format: InvoiceFormat;
  readonly outcomes: readonly RowOutcome[];
}

export const FIXTURES = new URL("../fixtures/invoices/", import.meta.url);

/** Detects and reads a fixture, `openai/cost-2026-08.csv`. */
export function readFixture(name: string): ReadFixture {
  const text = readFileSync(new URL(name, FIXTURES), "utf8");
  return name.endsWith(".json") ? readJson(text) : readCsv(text);
}

export function readJson(text: string): ReadFixture {
  const document = parse(text) as JsonValue;
  const format = detectFormat(document);
  if (format === undefined) throw new Error("no JSON format fits");
  return { format, outcomes: [...format.read(document)] };
}

export function readCsv(text: string): ReadFixture {
  const [header, ...rows] = csvRows(text.replace(/^\uFEFF/, ""));
  const [first = "", ...others] = header?.cells ?? [];
  const columns = columnsOf([text.startsWith("\uFEFF") ? `\uFEFF${first}` : first, ...others]);
  const format = detectFormat(columns);
  if (format === undefined) throw new Error("no CSV format fits");
  return { format, outcomes: [...format.read(rows, columns)] };
}

/** Records with the line on which each starts: quoted cells may hold line breaks. */
function csvRows(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let [line, read] = [1, 0];
  Papa.parse<string[]>(text, {
    step: ({ data, meta }) => {
      if (data.length > 1 || data[0] !== "") rows.push({ line, cells: data });
      line += text.slice(read, meta.cursor).split("\n").length - 1;
      read = meta.cursor;
    },
  });
  return rows;
}

/** One outcome a line, instants as people read them. */
export function outcomesAsText({ format, outcomes }: ReadFixture): string {
  const lines = outcomes.map((outcome) =>
    JSON.stringify(outcome, (key, value: unknown) =>
      (key === "from" || key === "to") && typeof value === "number" ? formatInstant(value) : value,
    ),
  );
  return `{"format": ${JSON.stringify(format.id)}, "outcomes": [\n${lines.join(",\n")}\n]}\n`;
}
