import { isTokenMeter, parseMeter } from "../../meters/index.js";
import type { JsonInvoiceFormat, JsonObject, JsonValue } from "../format.js";
import type { RowOutcome } from "../line.js";
import { quote } from "../quote.js";
import { reject } from "../reject.js";
import { type Bucket, bucketReader, bucketTime } from "./openai-bucket.js";
import { COUNTED, USAGE_KINDS } from "./openai-usage-kinds.js";
import { NO_USAGE, usageLines } from "./openai-usage-line.js";
import { bucketsOf, firstResult, readReport, resultText } from "./report-pages.js";

/**
 * `GET /v1/organization/usage/…` of every kind (https://platform.openai.com/docs/api-reference/usage): pages, arrays of pages
 * or of buckets of a minute, an hour or a day. Rows count the results of the whole document from 1.
 */
export const openaiUsageJson: JsonInvoiceFormat = {
  id: "openai-usage-json",
  title: "OpenAI Usage API (JSON)",
  provider: "openai",
  kind: "usage",
  shape: "json",
  never: [
    "It holds no money.",
    "Each answer holds one kind of usage: completions, embeddings, images, speech, transcriptions, tool calls.",
    "It does not tell long context, regions or the lifetime of cache writes.",
  ],
  states: (name) => {
    const meter = parseMeter(name);
    return meter !== undefined && (isTokenMeter(meter) || COUNTED.has(meter));
  },
  detect: (document) => {
    const first = firstResult(bucketsOf(document, "start_time") ?? []);
    return first !== undefined && resultText(first)("object").startsWith("organization.usage.");
  },
  read,
};

function* read(document: JsonValue): Iterable<RowOutcome> {
  const bucketOf = bucketReader();
  yield* readReport(document, {
    start: "start_time",
    empty: NO_USAGE,
    time: (bucket) => bucketTime(bucket, bucketOf),
    result: outcome,
  });
}

function outcome(row: number, time: Bucket, result: JsonObject): RowOutcome {
  const fields = resultText(result);
  const name = fields("object");
  const kind = USAGE_KINDS.get(name);
  if (kind === undefined) return reject(row, unknownKind(name));
  if (kind.skip !== undefined) return { kind: "skip", row, reason: kind.skip, ...time };
  const parts = kind.parts(fields);
  return typeof parts === "string" ? reject(row, parts) : usageLines(row, time, fields, parts, kind.variant(fields));
}

function unknownKind(found: string): string {
  const known = [...USAGE_KINDS.keys()].map((kind) => kind.split(".")[2]).join(", ");
  return `expected a result of one of the kinds ${known}, found ${quote(found)}; leave the new kind out, or report it`;
}
