import { Decimal, isJsonObject, type JsonObject } from "../../money/index.js";
import type { Extractor, ResponseFacts } from "./extraction.js";
import { checkReasoning } from "./inclusive.js";
import { textOf } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

/** Anthropic Messages, wherever it is served. Its token classes are disjoint. */
export const anthropic: Extractor = {
  api: "anthropic",
  detects: (response) =>
    (response.type === "message" || response.role === "assistant") &&
    isJsonObject(response.usage) &&
    "input_tokens" in response.usage,
  read: readAnthropic,
  fold: foldMessage,
};

export function readAnthropic(response: JsonObject, report: TokenReport): ResponseFacts {
  const usage = new UsageFields(response.usage, "usage", report);
  report.tokens = readTokens(usage, report);
  readCompactions(usage, report);
  const tools = usage.part("server_tool_use");
  report.add("web_search", tools.quantity("web_search_requests"));
  report.add("web_fetch", tools.quantity("web_fetch_requests"));
  const geo = usage.text("inference_geo");
  const facts = { serviceTier: usage.text("service_tier"), speed: usage.text("speed") };
  usage.finish();
  return {
    ...facts,
    model: textOf(response, "model"),
    responseId: textOf(response, "id"),
    regionClass: geo === "not_available" ? undefined : geo,
  };
}

/** The tokens of one sampling, added to the report; their sum. */
function readTokens(usage: UsageFields, report: TokenReport): Decimal {
  const input = usage.quantity("input_tokens");
  const output = usage.quantity("output_tokens");
  if (input === undefined && output === undefined && report.problems.length === 0) {
    report.problem(`${usage.path}: expected token counts, found none; a stream that was cut off states no usage`);
  }
  const read = usage.quantity("cache_read_input_tokens");
  const thinking = usage.part("output_tokens_details").quantity("thinking_tokens", "reasoning_tokens");
  report.add("uncached_input", input);
  report.add("cache_read", read);
  report.add("output", output);
  checkReasoning(report, thinking, output ?? Decimal.zero);
  if (thinking !== undefined) report.reasoning = (report.reasoning ?? Decimal.zero).add(thinking);
  return Decimal.sum([input, read, output, readWrites(usage, report)].map((quantity) => quantity ?? Decimal.zero));
}

/**
 * `cache_creation_input_tokens` is the total of the writes by lifetime: it is checked against them and never added to
 * them. Without the split the lifetime is not stated.
 */
function readWrites(usage: UsageFields, report: TokenReport): Decimal {
  const total = usage.quantity("cache_creation_input_tokens");
  const split = usage.part("cache_creation");
  if (!split.stated) {
    report.add("cache_write", total);
    return total ?? Decimal.zero;
  }
  const minutes = split.quantity("ephemeral_5m_input_tokens") ?? Decimal.zero;
  const hour = split.quantity("ephemeral_1h_input_tokens") ?? Decimal.zero;
  const sum = minutes.add(hour);
  if (total !== undefined && !total.equals(sum)) {
    report.problem(
      `${usage.path}.cache_creation_input_tokens: expected the writes of 5 minutes (${minutes}) and 1 hour (${hour}) ` +
        `together, ${sum}, found ${total}`,
    );
  }
  report.add("cache_write_5m", minutes);
  report.add("cache_write_1h", hour);
  return sum;
}

/**
 * Samplings that compaction ran are billed and stand in `iterations` alone; those of type `message` are what the fields
 * beside it sum. Others (an advisor is another model) keep their name. Source: Claude API docs, "Compaction".
 */
function readCompactions(usage: UsageFields, report: TokenReport): void {
  for (const iteration of usage.list("iterations")) {
    const type = iteration.text("type") ?? "message";
    if (type === "compaction") report.tokens = (report.tokens ?? Decimal.zero).add(readTokens(iteration, report));
    else iteration.ignoreAll();
    if (type !== "compaction" && type !== "message") report.unknown.push(`${iteration.path} (${type})`);
  }
}

/**
 * `message_start` states the input and a first output count, `message_delta` the counts so far: the later value of a
 * field replaces the earlier, nothing is summed. Without a `message_delta` the output is not known.
 */
export function foldMessage(events: readonly JsonObject[]): JsonObject | undefined {
  const start = events.find((event) => event.type === "message_start")?.message;
  const message = isJsonObject(start) ? start : {};
  const deltas = events.filter((event) => event.type === "message_delta").map((event) => event.usage);
  const stated = [message.usage, ...deltas].filter(isJsonObject).map(withoutNulls);
  return deltas.some(isJsonObject) ? { ...message, usage: Object.assign({}, ...stated) } : undefined;
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}
