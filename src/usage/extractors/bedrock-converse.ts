import { Decimal, isJsonObject, type JsonObject } from "../../money/index.js";
import type { Extractor, ResponseFacts } from "./extraction.js";
import { checkTotal } from "./identity.js";
import { textOf } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

const zero = Decimal.zero;

/** Bedrock Converse: disjoint classes, whose sum with the output is `totalTokens`. AWS docs, "Prompt caching". */
export const bedrockConverse: Extractor = {
  api: "bedrock-converse",
  detects: (response) => isJsonObject(response.usage) && "inputTokens" in response.usage,
  read: readConverse,
  fold: foldConverse,
};

export function readConverse(response: JsonObject, report: TokenReport): ResponseFacts {
  const usage = new UsageFields(response.usage, "usage", report);
  readConverseTokens(usage, report);
  usage.finish();
  const tier = isJsonObject(response.serviceTier)
    ? textOf(response.serviceTier, "type")
    : textOf(response, "serviceTier");
  return {
    serviceTier: tier,
    speed: latencyOf(response),
    responseId: requestId(response),
    model: textOf(response, "model"),
  };
}

/** Converse writes `cacheReadInputTokens`, the bodies of InvokeModel `cacheReadInputTokenCount`. */
function readConverseTokens(usage: UsageFields, report: TokenReport): void {
  const input = usage.quantity("inputTokens");
  const output = usage.quantity("outputTokens");
  const cached = usage.quantity("cacheReadInputTokens", "cacheReadInputTokenCount") ?? zero;
  const written = usage.quantity("cacheWriteInputTokens", "cacheWriteInputTokenCount") ?? zero;
  if (input === undefined && output === undefined)
    report.problem("usage: expected inputTokens and outputTokens, found none");
  const parts = Decimal.sum([input ?? zero, output ?? zero, cached, written]);
  checkTotal(report, usage.quantity("totalTokens"), parts, { cached, written }, "totalTokens");
  report.add("uncached_input", input);
  report.add("cache_read", cached);
  report.add("output", output);
  readWrites(usage, written, report);
}

/** `cacheDetails` splits the writes by lifetime; without it the lifetime is not stated. */
function readWrites(usage: UsageFields, written: Decimal, report: TokenReport): void {
  let split = zero;
  for (const detail of usage.list("cacheDetails")) {
    const ttl = detail.text("ttl");
    const quantity = detail.quantity("inputTokens") ?? zero;
    report.add(ttl !== undefined && /^[1-9]\d*[mhd]$/.test(ttl) ? `cache_write_${ttl}` : "cache_write", quantity);
    split = split.add(quantity);
  }
  if (split.isZero()) report.add("cache_write", written);
  else if (!split.equals(written)) {
    report.problem(`usage.cacheDetails: expected the writes by lifetime to sum to ${written}, found ${split}`);
  }
}

/** Latency-optimized inference has a price of its own: the fast speed. */
function latencyOf(response: JsonObject): string | undefined {
  const latency = isJsonObject(response.performanceConfig) ? textOf(response.performanceConfig, "latency") : undefined;
  return latency === "optimized" ? "fast" : latency;
}

/** The request's id as the AWS SDKs hand it on: the response itself states none. */
function requestId(response: JsonObject): string | undefined {
  const { $metadata: node, ResponseMetadata: python } = response;
  if (isJsonObject(node)) return textOf(node, "requestId");
  return isJsonObject(python) ? textOf(python, "RequestId") : undefined;
}

/** The last event of a ConverseStream, `metadata`, states the usage of the whole. */
function foldConverse(events: readonly JsonObject[]): JsonObject | undefined {
  return events
    .map((event) => (isJsonObject(event.metadata) ? event.metadata : event))
    .findLast((event) => isJsonObject(event.usage));
}
