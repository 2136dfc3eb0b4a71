import { cacheLifetime, type Meter, meter } from "../../meters/index.js";
import { isJsonObject } from "../../money/index.js";
import type { JsonInvoiceFormat, JsonObject } from "../format.js";
import { field, textOf } from "../json.js";
import type { RowOutcome } from "../line.js";
import { reject } from "../reject.js";
import { reportTime } from "./anthropic-bucket.js";
import { jsonDimensions } from "./anthropic-dimensions.js";
import { anthropicUsage, countsOf, NOTHING_USED } from "./anthropic-usage-line.js";
import { bucketsOf, firstResult, type ReportTime, readReport } from "./report-pages.js";

/** The counts of a result by their path in it. */
const COUNTS: ReadonlyMap<string, Meter> = new Map([
  ["uncached_input_tokens", meter("uncached_input")],
  ["cache_creation.ephemeral_5m_input_tokens", meter("cache_write_5m")],
  ["cache_creation.ephemeral_1h_input_tokens", meter("cache_write_1h")],
  ["cache_read_input_tokens", meter("cache_read")],
  ["output_tokens", meter("output")],
  ["server_tool_use.web_search_requests", meter("web_search")],
]);
const FIELDS = [...COUNTS].map(([name, meter]) => ({ name, meter }));
const STATED: ReadonlySet<string> = new Set(COUNTS.values());

/**
 * `GET /v1/organizations/usage_report/messages` (https://docs.anthropic.com/en/api/admin-api/usage-cost/get-messages-usage-report),
 * in buckets of a minute, an hour or a day of UTC. Its classes never overlap. Rows count the results from 1.
 */
export const anthropicUsageJson: JsonInvoiceFormat = {
  id: "anthropic-usage-json",
  title: "Anthropic Admin API messages usage report (JSON)",
  provider: "anthropic",
  kind: "usage",
  shape: "json",
  never: [
    "It holds no money: the cost report has it.",
    "It holds no number of requests.",
    "It holds no code execution and no sessions, only tokens and web searches.",
  ],
  states: (name) => cacheLifetime(name) !== undefined || STATED.has(name),
  detect: (document) => {
    const first = firstResult(bucketsOf(document, "starting_at") ?? []);
    return first !== undefined && COUNTED.some((name) => field(first, name) !== undefined);
  },
  read: (document) =>
    readReport(document, {
      start: "starting_at",
      empty: NOTHING_USED,
      time: (bucket) => reportTime(bucket, "stated"),
      result: outcome,
    }),
};

const COUNTED = ["uncached_input_tokens", "output_tokens", "cache_read_input_tokens"];

function outcome(row: number, time: ReportTime, result: JsonObject): RowOutcome {
  const counts = countsOf(FIELDS, ({ name }) => textAt(result, name));
  if (typeof counts === "string") return reject(row, counts);
  if (counts.size === 0)
    return reject(row, `expected one of ${[...COUNTS.keys()].join(", ")}, found none; fetch the report again`);
  return anthropicUsage(row, time, textOf(field(result, "model")) || null, counts, jsonDimensions(result));
}

/** The text at `a` or `a.b`; "" where any of it is null or absent. */
function textAt(result: JsonObject, path: string): string {
  const [first = "", second] = path.split(".");
  const value = field(result, first);
  if (second === undefined) return textOf(value) ?? "";
  return isJsonObject(value) ? (textOf(field(value, second)) ?? "") : "";
}
