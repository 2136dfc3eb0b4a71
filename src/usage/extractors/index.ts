import { isJsonObject, type JsonObject, type JsonValue } from "../../money/index.js";
import { anthropic } from "./anthropic.js";
import { bedrockConverse } from "./bedrock-converse.js";
import { bedrockInvoke } from "./bedrock-invoke.js";
import { cohere } from "./cohere.js";
import { deepseek } from "./deepseek.js";
import type { ApiFlavor, Extracted, ExtractOptions, Extractor } from "./extraction.js";
import { finishExtraction } from "./finish.js";
import { gemini } from "./gemini.js";
import { groq } from "./groq.js";
import { mistral } from "./mistral.js";
import { openaiAudio } from "./openai-audio.js";
import { openaiChat } from "./openai-chat.js";
import { openaiCompatible } from "./openai-compatible.js";
import { openaiImages } from "./openai-images.js";
import { openaiResponses } from "./openai-responses.js";
import { openrouter } from "./openrouter.js";
import { TokenReport } from "./token-report.js";
import { xai } from "./xai.js";

/** Every API, the most particular shape first: a bare response is taken for the first that knows it. */
export const EXTRACTORS: readonly Extractor[] = [
  ...[gemini, anthropic, openaiResponses, cohere, bedrockConverse, openrouter, deepseek, groq, xai, mistral],
  ...[openaiAudio, openaiImages, openaiChat, openaiCompatible, bedrockInvoke],
];

const byApi: ReadonlyMap<ApiFlavor, Extractor> = new Map(EXTRACTORS.map((extractor) => [extractor.api, extractor]));

/**
 * The usage of one provider response in disjoint meters, after the identity check of semantics section 1. The response is
 * parsed JSON; numbers may be safe integers or keep their text (lossless-json), and a fraction that went through a double
 * is refused. Never throws for data: what is wrong comes back as `error`.
 */
export function extractUsage(response: JsonValue, options: ExtractOptions): Extracted {
  if (!isJsonObject(response)) return { error: "expected a response object" };
  const report = new TokenReport();
  const facts = extractorOf(options.api).read(response, report, options);
  return finishExtraction(report, facts);
}

/** The same of a stream: its events in order, as parsed `data` objects. Nothing is counted twice. */
export function extractStreamUsage(events: Iterable<JsonValue>, options: ExtractOptions): Extracted {
  const whole = extractorOf(options.api).fold([...events].filter(isJsonObject));
  if (whole === undefined)
    return { error: "the stream ends without its usage; was it cut off, or usage not asked for?" };
  return extractUsage(whole, options);
}

/** The API whose shape a bare response has, or undefined. */
export function detectApi(response: JsonObject): ApiFlavor | undefined {
  return EXTRACTORS.find((extractor) => extractor.detects(response))?.api;
}

function extractorOf(api: ApiFlavor): Extractor {
  const found = byApi.get(api);
  if (found === undefined)
    throw new TypeError(`unknown API ${JSON.stringify(api)}; expected one of ${[...byApi.keys()]}`);
  return found;
}
