import { isJsonObject } from "../../money/index.js";
import type { Extractor } from "./extraction.js";
import { foldChunks, readChat } from "./openai-chat.js";

/** Vendors and servers that copy OpenAI's chat API: Together, Fireworks, Cerebras, Moonshot, vLLM and others. */
export const openaiCompatible: Extractor = {
  api: "openai-compatible",
  detects: (response) => isJsonObject(response.usage) && "prompt_tokens" in response.usage,
  read: readChat,
  fold: foldChunks,
};
