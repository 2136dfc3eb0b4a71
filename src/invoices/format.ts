import type { Provider } from "../meters/index.js";
import type { JsonNumber, JsonObject, JsonValue } from "../money/index.js";
import type { RowOutcome } from "./line.js";

/** One record of a delimited file: the cells in the header's order. */
export interface CsvRow {
  /** Line of the file on which the record starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The columns of a file, found by name whatever their order. */
export interface Columns {
  readonly header: readonly string[];
  /** Index of a column by its exact name (letter case and outer blanks aside), or -1. */
  index(name: string): number;
}

interface FormatFacts {
  /** Stable name, for `--from` and the JSON: `openai-cost-csv`. */
  readonly id: string;
  /** For people: "OpenAI dashboard cost export (CSV)". */
  readonly title: string;
  readonly provider: Provider;
  /** Amounts come from cost files only; usage rows are never money. */
  readonly kind: "cost" | "usage";
  /** What the format can never hold, for scope and coverage: a sentence each. */
  readonly never: readonly string[];
  /** Whether the format can state usage of a meter at all; scope leaves out ledger usage that it cannot. */
  states(meter: string, serviceTier: string): boolean;
}

/** A CSV format: rows in, outcomes out, nothing kept between rows, so that a file of any size streams through. */
export interface CsvInvoiceFormat extends FormatFacts {
  readonly shape: "csv";
  /** Columns without which it is not this format: what tells a person how far an unknown file is from it. */
  readonly needs: readonly string[];
  /** The columns of all generations, in lower case; a file may hold any of them, in any order, and others beside them. */
  readonly knows: readonly string[];
  detect(columns: Columns): boolean;
  /** May be called for each chunk of a file in turn with the file's one Columns: a note then comes once. */
  read(rows: Iterable<CsvRow>, columns: Columns): Iterable<RowOutcome>;
}

/** A JSON format: the whole parsed document in. Numbers come as text-preserving values (see JsonValue). */
export interface JsonInvoiceFormat extends FormatFacts {
  readonly shape: "json";
  detect(document: JsonValue): boolean;
  read(document: JsonValue): Iterable<RowOutcome>;
}

export type InvoiceFormat = CsvInvoiceFormat | JsonInvoiceFormat;

export type { JsonNumber, JsonObject, JsonValue };
