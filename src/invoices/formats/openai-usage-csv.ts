import { isTokenMeter, parseMeter } from "../../meters/index.js";
import { cellAt, columnIndexes, hasColumns, isBlank, shapeProblem, skipBlank } from "../columns.js";
import type { Columns, CsvInvoiceFormat, CsvRow } from "../format.js";
import type { RowOutcome } from "../line.js";
import { type RowReader, readRows } from "../read-rows.js";
import { reject } from "../reject.js";
import { bucketProblem, bucketReader } from "./openai-bucket.js";
import { type Fields, NO_USAGE, tokenCounts, usageLines } from "./openai-usage-line.js";
import { tokenParts } from "./token-parts.js";

const TIME = ["start_time", "end_time", "start_time_iso", "end_time_iso"];
const NEEDS = ["start_time", "end_time", "input_tokens", "output_tokens"];
const KNOWS = [
  ...TIME,
  ...["project_id", "num_model_requests", "user_id", "api_key_id", "model", "batch", "service_tier", "compute_units"],
  ...["input_tokens", "output_tokens", "input_cached_tokens", "input_cache_write_tokens", "input_uncached_tokens"],
  ...["input_text_tokens", "output_text_tokens", "input_cached_text_tokens"],
  ...["input_audio_tokens", "input_cached_audio_tokens", "output_audio_tokens"],
  ...["input_image_tokens", "input_cached_image_tokens", "output_image_tokens"],
  ...["organization_id", "organization_name", "project_name", "user_email"],
];

/**
 * The completions usage export of OpenAI's dashboard, `completions_usage_YYYY-MM-DD_YYYY-MM-DD.csv`, in its generations of
 * 2025 and 2026 and with columns left out. Buckets of a minute, an hour or a day of UTC; tokens only, never money.
 */
export const openaiUsageCsv: CsvInvoiceFormat = {
  id: "openai-usage-csv",
  title: "OpenAI dashboard completions usage export (CSV)",
  provider: "openai",
  kind: "usage",
  shape: "csv",
  needs: NEEDS,
  knows: KNOWS,
  never: [
    "It holds no money.",
    "It holds no images, embeddings, speech, transcriptions, tool calls or storage: those are exports of their own.",
    "It does not tell long context, regions or the lifetime of cache writes.",
  ],
  states: (name) => isTokens(name),
  detect: (columns) => hasColumns(columns, NEEDS) && !hasColumns(columns, ["amount_value"]),
  read: readRows(KNOWS, rowReader),
};

function isTokens(name: string): boolean {
  const meter = parseMeter(name);
  return meter !== undefined && isTokenMeter(meter);
}

function rowReader(columns: Columns): RowReader {
  const at: Readonly<Record<string, number>> = columnIndexes(columns, KNOWS);
  const bucketOf = bucketReader();
  return (row) => outcome(row, columns, (name) => cellAt(row, at[name] ?? -1), bucketOf);
}

function outcome(row: CsvRow, columns: Columns, fields: Fields, bucketOf: ReturnType<typeof bucketReader>): RowOutcome {
  const problem = shapeProblem(row, columns);
  if (problem !== undefined) return isBlank(row) ? skipBlank(row) : reject(row.line, problem);
  const [start, end] = [fields("start_time"), fields("end_time")];
  const time = bucketOf(start, end, fields("start_time_iso"), fields("end_time_iso"));
  if (time === undefined) return isBlank(row) ? skipBlank(row) : reject(row.line, bucketProblem(start, end));
  const counts = tokenCounts(fields);
  const parts = typeof counts === "string" ? counts : tokenParts(counts);
  if (typeof parts === "string") return reject(row.line, parts);
  if (parts.length > 0) return usageLines(row.line, time, fields, parts);
  return isEmpty(row, columns)
    ? { kind: "skip", row: row.line, reason: NO_USAGE, ...time }
    : reject(row.line, NO_COUNTS);
}

const NO_COUNTS = "expected input_tokens or output_tokens, found neither; export the file again with these columns";

function isEmpty(row: CsvRow, columns: Columns): boolean {
  return columns.header.every((name, index) => TIME.includes(name.toLowerCase()) || cellAt(row, index) === "");
}
