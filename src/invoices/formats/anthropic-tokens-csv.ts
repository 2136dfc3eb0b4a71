import { cacheLifetime, DAY, HOUR, type Instant, type Meter, meter, parseInstant } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import { cellAt, columnIndexes, hasColumns, isBlank, shapeProblem, skipBlank } from "../columns.js";
import type { Columns, CsvInvoiceFormat } from "../format.js";
import { quote } from "../quote.js";
import { type RowReader, readRows } from "../read-rows.js";
import { reject } from "../reject.js";
import { remembered } from "../remembered.js";
import { csvDimensions } from "./anthropic-dimensions.js";
import { anthropicUsage, countsOf } from "./anthropic-usage-line.js";

const NEEDS = ["usage_date_utc", "usage_input_tokens_no_cache", "usage_output_tokens"];
/** A tab-separated variant with names for people. */
const SPOKEN = ["usage date (utc)", "input tokens", "output tokens"];

const COUNTS: ReadonlyMap<string, Meter> = new Map([
  ["usage_input_tokens_no_cache", meter("uncached_input")],
  ["input tokens", meter("uncached_input")],
  ["usage_input_tokens_cache_write_5m", meter("cache_write_5m")],
  ["usage_input_tokens_cache_write_1h", meter("cache_write_1h")],
  ["usage_input_tokens_cache_write", meter("cache_write")],
  ["cache creation input tokens", meter("cache_write")],
  ["usage_input_tokens_cache_read", meter("cache_read")],
  ["cache read input tokens", meter("cache_read")],
  ["usage_output_tokens", meter("output")],
  ["output tokens", meter("output")],
  ["web_search_count", meter("web_search")],
]);
const NAMES = [
  ...["usage_date_utc", "usage date (utc)", "model_version", "model", "api_key", "workspace", "usage_type"],
  ...["context_window", "inference_geo", "speed", "api_key_id", "api_key_status"],
] as const;
const KNOWS = [...NAMES, ...COUNTS.keys()];

/**
 * The tokens export of Anthropic's console, `claude_api_tokens_….csv`: a row a day, or a row an hour in the export of a single
 * day, with cache writes by lifetime or, in older ones, in one column. Models by their API ids; no money.
 */
export const anthropicTokensCsv: CsvInvoiceFormat = {
  id: "anthropic-tokens-csv",
  title: "Anthropic console tokens export (CSV)",
  provider: "anthropic",
  kind: "usage",
  shape: "csv",
  needs: NEEDS,
  knows: KNOWS,
  never: [
    "It holds no money: the cost export has it.",
    "It holds no number of requests.",
    "It holds no code execution and no sessions, only tokens and web searches.",
  ],
  states: (name) => cacheLifetime(name) !== undefined || STATED.has(name),
  detect: (columns) => hasColumns(columns, NEEDS) || hasColumns(columns, SPOKEN),
  read: readRows(KNOWS, rowReader),
};

const STATED: ReadonlySet<string> = new Set(COUNTS.values());

function rowReader(columns: Columns): RowReader {
  const at = columnIndexes(columns, NAMES);
  const counted = [...COUNTS].filter(([name]) => columns.index(name) >= 0);
  const counts = counted.map(([name, meter]) => ({ name, meter, index: columns.index(name) }));
  const timeOf = remembered(parseTime);
  const dimensionsOf = csvDimensions(columns);
  return (row) => {
    const date = cellAt(row, at.usage_date_utc) || cellAt(row, at["usage date (utc)"]);
    if (date === "" && isBlank(row)) return skipBlank(row);
    const problem = shapeProblem(row, columns);
    if (problem !== undefined) return reject(row.line, problem);
    const time = timeOf(date);
    if (time === undefined) return reject(row.line, timeProblem(date));
    const found = countsOf(counts, (count) => cellAt(row, count.index));
    const disjoint = typeof found === "string" ? found : withoutTotal(found);
    if (typeof disjoint === "string") return reject(row.line, disjoint);
    const name = cellAt(row, at.model_version) || cellAt(row, at.model) || null;
    return anthropicUsage(row.line, time, name, disjoint, dimensionsOf(row, {}));
  };
}

/** `2026-03-31` is a day, `2026-03-31 02:00` the hour that starts then. UTC, as the column's name says. */
function parseTime(text: string): { from: Instant; to: Instant } | undefined {
  const from = parseInstant(text);
  if (from === undefined) return undefined;
  return { from, to: from + (text.length > 10 ? HOUR : DAY) };
}

function timeProblem(found: string): string {
  return `expected a day such as 2026-08-15 or an hour such as 2026-08-15 02:00, found ${quote(found)}; export the file again without opening it in a spreadsheet`;
}

const WRITE = meter("cache_write");
const WRITE_5M = meter("cache_write_5m");
const WRITE_1H = meter("cache_write_1h");

/** Where a row states cache writes by lifetime and in one column too, the one is the total of the others and is dropped. */
function withoutTotal(counts: ReadonlyMap<Meter, Decimal>): ReadonlyMap<Meter, Decimal> | string {
  const [total, short, long] = [counts.get(WRITE), counts.get(WRITE_5M), counts.get(WRITE_1H)];
  if (total === undefined || (short === undefined && long === undefined)) return counts;
  const sum = (short ?? Decimal.zero).add(long ?? Decimal.zero);
  if (!sum.equals(total)) {
    return `usage_input_tokens_cache_write ${total} is not the sum ${sum} of its 5m and 1h columns; export the file again`;
  }
  return new Map([...counts].filter(([name]) => name !== WRITE));
}
