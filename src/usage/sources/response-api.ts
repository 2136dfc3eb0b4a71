import type { Provider } from "../../meters/index.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../../money/index.js";
import type { ApiFlavor } from "../extractors/extraction.js";
import { detectApi } from "../extractors/index.js";
import { textOf } from "../extractors/openai-tokens.js";
import { providerOfModel } from "../provider-words.js";

/** The API of a provider whose way of counting is its own; all others copy OpenAI's chat. */
const OWN: Readonly<Partial<Record<Provider, ApiFlavor>>> = {
  anthropic: "anthropic",
  azure: "openai-chat",
  bedrock: "bedrock-invoke",
  cohere: "cohere",
  deepseek: "deepseek",
  "gemini-api": "gemini",
  groq: "groq",
  mistral: "mistral",
  openai: "openai-chat",
  openrouter: "openrouter",
  vertex: "gemini",
  xai: "xai",
};

/** By the response's shape; where that is OpenAI's chat, by who answered. */
export function apiOfResponse(response: JsonObject, provider: Provider): ApiFlavor {
  const shape = detectApi(response);
  const copied = shape === undefined || shape === "openai-chat" || shape === "openai-compatible";
  if (!copied) return shape;
  const own = OWN[provider] ?? "openai-compatible";
  return shape !== undefined && (own === "gemini" || own === "anthropic") ? shape : own;
}

/** By the events' own types, else by who answered. */
export function apiOfStream(events: readonly JsonValue[], provider: Provider): ApiFlavor {
  const all = events.filter(isJsonObject);
  const has = (start: string) => all.some((event) => textOf(event, "type")?.startsWith(start) === true);
  if (all.some((event) => isJsonObject(event.metadata) || "messageStop" in event)) return "bedrock-converse";
  if (has("message_start")) return provider === "bedrock" ? "bedrock-invoke" : "anthropic";
  if (has("response.")) return "openai-responses";
  return OWN[provider] ?? "openai-compatible";
}

/** The seller of a bare response, where its shape, its id or its model tell; undefined where several sell alike. */
export function providerOfResponse(response: JsonObject): Provider | undefined {
  const api = detectApi(response);
  const id = textOf(response, "id") ?? "";
  switch (api) {
    case "anthropic":
      return id.startsWith("msg_bdrk_") ? "bedrock" : id.startsWith("msg_vrtx_") ? "vertex" : "anthropic";
    case "gemini":
      return hasTraffic(response) ? "vertex" : "gemini-api";
    case "bedrock-converse":
    case "bedrock-invoke":
      return "bedrock";
    case "openai-chat":
    case "openai-responses":
      return providerOfChat(response);
    case "cohere":
    case "deepseek":
    case "groq":
    case "mistral":
    case "openrouter":
    case "xai":
      return api;
    default:
      return undefined;
  }
}

/** Vertex alone states the kind of traffic. */
function hasTraffic({ usageMetadata }: JsonObject): boolean {
  return isJsonObject(usageMetadata) && "trafficType" in usageMetadata;
}

/** Azure adds what its content filters found; others are told by the form of the model's name. */
function providerOfChat(response: JsonObject): Provider | undefined {
  if ("prompt_filter_results" in response || "content_filters" in response) return "azure";
  return providerOfModel(textOf(response, "model") ?? "");
}
