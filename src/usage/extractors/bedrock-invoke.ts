import { inGroup } from "../../meters/index.js";
import { Decimal, isJsonArray, isJsonObject, type JsonObject } from "../../money/index.js";
import { wholeOutput } from "../usage-field.js";
import { anthropic, foldMessage, readAnthropic } from "./anthropic.js";
import { bedrockConverse, readConverse } from "./bedrock-converse.js";
import type { ExtractOptions, Extractor, ResponseFacts } from "./extraction.js";
import { readChat } from "./openai-chat.js";
import { openaiCompatible } from "./openai-compatible.js";
import { textOf } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

const METRICS = "amazon-bedrock-invocationMetrics";

/**
 * Bedrock InvokeModel: the body is each model maker's own, and the headers `x-amzn-bedrock-*` state counts for all. A body
 * without counts (Cohere, older Mistral) takes the headers'; where both state them they must agree.
 */
export const bedrockInvoke: Extractor = {
  api: "bedrock-invoke",
  detects: (response) => BODIES.slice(3).some(([fits]) => fits(response)) || isJsonObject(response[METRICS]),
  read(response, report, options) {
    const body = BODIES.find(([fits]) => fits(response));
    const facts = body?.[1](response, report) ?? {};
    readCounts(response, options, report, body !== undefined);
    const tier = options.headers === undefined ? undefined : textOf(options.headers, "x-amzn-bedrock-service-tier");
    return { ...facts, serviceTier: facts.serviceTier ?? tier };
  },
  fold: foldInvoke,
};

type ReadBody = (response: JsonObject, report: TokenReport) => ResponseFacts | undefined;

const BODIES: readonly (readonly [fits: (response: JsonObject) => boolean, read: ReadBody])[] = [
  [anthropic.detects, readAnthropic],
  [bedrockConverse.detects, readConverse],
  [openaiCompatible.detects, readChat],
  [(response) => "prompt_token_count" in response || "generation_token_count" in response, readLlama],
  [(response) => "inputTextTokenCount" in response, readTitan],
];

function readLlama(response: JsonObject, report: TokenReport): undefined {
  const body = new UsageFields(response, "body", report);
  report.add("uncached_input", body.quantity("prompt_token_count"));
  report.add("output", body.quantity("generation_token_count"));
}

function readTitan(response: JsonObject, report: TokenReport): undefined {
  const body = new UsageFields(response, "body", report);
  report.add("uncached_input", body.quantity("inputTextTokenCount"));
  report.add("output", body.quantity("totalOutputTextTokenCount"));
  for (const result of body.list("results")) report.add("output", result.quantity("tokenCount"));
}

/** The counts of the headers, or of the last event of a stream, which repeats them. */
function readCounts(response: JsonObject, options: ExtractOptions, report: TokenReport, known: boolean): void {
  const metrics = new UsageFields(response[METRICS], METRICS, report);
  const headers = new UsageFields(options.headers, "headers", report);
  const counts = {
    input: metrics.quantity("inputTokenCount") ?? headers.quantity("x-amzn-bedrock-input-token-count"),
    output: metrics.quantity("outputTokenCount") ?? headers.quantity("x-amzn-bedrock-output-token-count"),
    read:
      metrics.quantity("cacheReadInputTokenCount") ?? headers.quantity("x-amzn-bedrock-cache-read-input-token-count"),
    written:
      metrics.quantity("cacheWriteInputTokenCount") ?? headers.quantity("x-amzn-bedrock-cache-write-input-token-count"),
  };
  if (known) {
    compare(report, counts.input, counts.output);
    return;
  }
  report.add("uncached_input", counts.input);
  report.add("cache_read", counts.read);
  report.add("cache_write", counts.written);
  report.add("output", counts.output);
  if (counts.input === undefined && counts.output === undefined) readImages(response, report);
}

/** Input is compared with and without the cached tokens, since the body's maker decides which it counts. */
function compare(report: TokenReport, input: Decimal | undefined, output: Decimal | undefined): void {
  const body = wholeOutput(report.usage);
  if (output !== undefined && !output.equals(body)) {
    report.problem(`expected the output of ${body} that the body states, found ${output} in the invocation's counts`);
  }
  const all = Decimal.sum(
    [...report.usage].filter(([meter]) => inGroup(meter, "input")).map(([, quantity]) => quantity),
  );
  const fresh = Decimal.sum(
    [...report.usage].filter(([meter]) => meter === "uncached_input").map(([, quantity]) => quantity),
  );
  if (input !== undefined && !input.equals(all) && !input.equals(fresh)) {
    report.problem(`expected the input of ${all} that the body states, found ${input} in the invocation's counts`);
  }
}

function readImages(response: JsonObject, report: TokenReport): void {
  const images = isJsonArray(response.images) ? response.images.length : 0;
  if (images > 0) report.add("image", Decimal.fromInteger(images));
  else report.problem("expected token counts in the body or in the headers x-amzn-bedrock-*, found none");
}

/** Anthropic's events as Anthropic's; of other models' chunks each field's last value, which is the count so far. */
function foldInvoke(events: readonly JsonObject[]): JsonObject | undefined {
  const whole: Record<string, JsonObject[string]> = {};
  for (const event of events)
    for (const [name, value] of Object.entries(event)) if (value !== null) whole[name] = value;
  const message = events.some((event) => event.type === "message_start") ? foldMessage(events) : undefined;
  const metrics = whole[METRICS];
  if (message !== undefined) return metrics === undefined ? message : { ...message, [METRICS]: metrics };
  const counted = metrics !== undefined || BODIES.some(([fits]) => fits(whole));
  return counted ? whole : undefined;
}
