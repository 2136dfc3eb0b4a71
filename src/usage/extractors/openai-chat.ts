import { isJsonObject, type JsonObject } from "../../money/index.js";
import type { Extractor, ResponseFacts } from "./extraction.js";
import { readOpenaiUsage, textOf } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

/** OpenAI Chat Completions, legacy completions and embeddings; Azure's are the same. */
export const openaiChat: Extractor = {
  api: "openai-chat",
  detects: (response) => isChatShape(response),
  read: readChat,
  fold: foldChunks,
};

/** The objects that Chat Completions, completions and embeddings come as. */
function isChatShape(response: JsonObject): boolean {
  const object = textOf(response, "object");
  if (object === "list") return isJsonObject(response.usage) && "prompt_tokens" in response.usage;
  return object !== undefined && /^(chat\.completion|text_completion)/.test(object);
}

export function readChat(response: JsonObject, report: TokenReport): ResponseFacts {
  readOpenaiUsage(new UsageFields(response.usage, "usage", report), report);
  return chatFacts(response);
}

export function chatFacts(response: JsonObject): ResponseFacts {
  return {
    model: textOf(response, "model"),
    serviceTier: textOf(response, "service_tier"),
    responseId: textOf(response, "id"),
  };
}

/**
 * The usage of a stream of chunks is its last one: with `stream_options.include_usage` only the last chunk states any,
 * and vendors that state it in every chunk (xAI, Gemini's compatible API) state the sum so far.
 */
export function foldChunks(events: readonly JsonObject[]): JsonObject | undefined {
  const whole: Record<string, JsonObject[string]> = {};
  for (const event of events) {
    for (const [name, value] of Object.entries(event)) {
      if (value !== null && name !== "choices") whole[name] = value;
    }
  }
  return isJsonObject(whole.usage) || isJsonObject(whole.x_groq) ? whole : undefined;
}
