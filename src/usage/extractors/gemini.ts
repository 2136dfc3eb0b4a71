import { Decimal, isJsonArray, isJsonObject, type JsonObject } from "../../money/index.js";
import type { Extractor, ResponseFacts } from "./extraction.js";
import { addInclusive, type ByModality } from "./inclusive.js";
import { textOf } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

const zero = Decimal.zero;

/**
 * Gemini generateContent, at the Gemini API and at Vertex: the prompt holds cached tokens, the candidates leave thoughts
 * out, and what tools fed back stands beside both. https://ai.google.dev/api/generate-content#UsageMetadata
 */
export const gemini: Extractor = {
  api: "gemini",
  detects: (response) => isJsonObject(metadataOf(response)),
  read(response, report) {
    const metadata = metadataOf(response);
    if (metadata === undefined) readPredictions(response, report);
    const usage = new UsageFields(metadata, "usageMetadata", report);
    const tier = trafficTier(usage.text("trafficType", "traffic_type")) ?? usage.text("serviceTier", "service_tier");
    if (metadata !== undefined) readTokens(usage, report);
    countSearches(response, report);
    usage.finish();
    return { ...factsOf(response), serviceTier: tier?.toLowerCase() };
  },
  fold: foldGemini,
};

function metadataOf(response: JsonObject): JsonObject[string] | undefined {
  return response.usageMetadata ?? response.usage_metadata;
}

function factsOf(response: JsonObject): ResponseFacts {
  return {
    model: textOf(response, "modelVersion", "model_version")?.replace(/^models\//, ""),
    responseId: textOf(response, "responseId", "response_id"),
  };
}

function readTokens(usage: UsageFields, report: TokenReport): void {
  const prompt = usage.quantity("promptTokenCount", "prompt_token_count");
  const tools = usage.quantity("toolUsePromptTokenCount", "tool_use_prompt_token_count");
  const candidates = usage.quantity("candidatesTokenCount", "candidates_token_count", "responseTokenCount");
  const thoughts = usage.quantity("thoughtsTokenCount", "thoughts_token_count");
  if (prompt === undefined && candidates === undefined)
    report.problem("usageMetadata: expected token counts, found none");
  const promptBy = byModality(usage, "promptTokensDetails", "prompt_tokens_details");
  const toolsBy = byModality(usage, "toolUsePromptTokensDetails", "tool_use_prompt_tokens_details");
  addInclusive(report, {
    input: (prompt ?? zero).add(tools ?? zero),
    cached: usage.quantity("cachedContentTokenCount", "cached_content_token_count"),
    cachedBy: byModality(usage, "cacheTokensDetails", "cache_tokens_details"),
    inputBy: sumBy(promptBy, toolsBy),
    output: (candidates ?? zero).add(thoughts ?? zero),
    outputBy: outputModalities(usage),
    reasoning: thoughts,
    total: usage.quantity("totalTokenCount", "total_token_count"),
  });
}

function outputModalities(usage: UsageFields): ByModality {
  const candidates = byModality(usage, "candidatesTokensDetails", "candidates_tokens_details");
  return sumBy(candidates, byModality(usage, "responseTokensDetails"));
}

/** `[{modality: "AUDIO", tokenCount: 12}]`; TEXT and DOCUMENT are text. */
function byModality(usage: UsageFields, ...names: readonly string[]): ByModality {
  const sums: Record<"audio" | "image" | "video", Decimal | undefined> = {
    audio: undefined,
    image: undefined,
    video: undefined,
  };
  for (const detail of names.flatMap((name) => usage.list(name))) {
    const modality = detail.text("modality")?.toLowerCase();
    const quantity = detail.quantity("tokenCount", "token_count") ?? zero;
    if (modality === "audio" || modality === "image" || modality === "video") {
      sums[modality] = (sums[modality] ?? zero).add(quantity);
    }
  }
  return sums;
}

function sumBy(a: ByModality, b: ByModality): ByModality {
  const sum = (x: Decimal | undefined, y: Decimal | undefined) => (x === undefined ? y : x.add(y ?? zero));
  return { audio: sum(a.audio, b.audio), image: sum(a.image, b.image), video: sum(a.video, b.video) };
}

/** Vertex names the kind of traffic: ON_DEMAND, ON_DEMAND_PRIORITY, ON_DEMAND_FLEX, PROVISIONED_THROUGHPUT. */
function trafficTier(word: string | undefined): string | undefined {
  if (word === undefined || word === "TRAFFIC_TYPE_UNSPECIFIED") return undefined;
  return word === "PROVISIONED_THROUGHPUT" ? "provisioned" : word.replace(/^ON_DEMAND_/, "");
}

/**
 * Grounding with Google Search: from Gemini 3 on each query is billed, before it each prompt that was grounded.
 * https://ai.google.dev/gemini-api/docs/pricing
 */
function countSearches(response: JsonObject, report: TokenReport): void {
  const candidates = isJsonArray(response.candidates) ? response.candidates.filter(isJsonObject) : [];
  const queries = candidates.flatMap(({ groundingMetadata }) =>
    isJsonObject(groundingMetadata) && isJsonArray(groundingMetadata.webSearchQueries)
      ? groundingMetadata.webSearchQueries
      : [],
  );
  if (queries.length === 0) return;
  const byPrompt = /gemini-[12]\b/.test(factsOf(response).model ?? "");
  report.add("web_search", Decimal.fromInteger(byPrompt ? 1 : queries.length));
}

/** Vertex `predict`: embeddings state tokens each, Imagen states nothing but the images. */
function readPredictions(response: JsonObject, report: TokenReport): void {
  const body = new UsageFields(response, "body", report);
  const predictions = body.list("predictions");
  let images = 0;
  for (const prediction of predictions) {
    report.add("uncached_input", prediction.part("embeddings").part("statistics").quantity("token_count"));
    if (prediction.text("bytesBase64Encoded") !== undefined) images += 1;
  }
  report.add("image", Decimal.fromInteger(images));
  if (report.usage.size === 0)
    report.problem("expected usageMetadata, found none; a stream that was cut off states no usage");
}

/** Each chunk states the counts so far: the later value of a field replaces the earlier. */
function foldGemini(events: readonly JsonObject[]): JsonObject | undefined {
  const whole: Record<string, JsonObject[string]> = {};
  let usage: JsonObject = {};
  for (const event of events) {
    const { candidates, ...facts } = event;
    Object.assign(whole, facts);
    const metadata = metadataOf(event);
    if (isJsonObject(metadata)) usage = { ...usage, ...metadata };
    if (isJsonArray(candidates) && candidates.some((one) => isJsonObject(one) && isJsonObject(one.groundingMetadata))) {
      whole.candidates = candidates;
    }
  }
  return Object.keys(usage).length === 0 ? undefined : { ...whole, usageMetadata: usage };
}
