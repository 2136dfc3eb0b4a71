import { isJsonObject } from "../../money/index.js";
import type { Extractor } from "./extraction.js";
import { chatFacts, foldChunks } from "./openai-chat.js";
import { readOpenaiUsage } from "./openai-tokens.js";
import { UsageFields } from "./usage-fields.js";

/** Groq: OpenAI's way of counting with times beside it; a stream's usage stands in the last chunk's `x_groq`. */
export const groq: Extractor = {
  api: "groq",
  detects: (response) => isJsonObject(response.x_groq),
  read(response, report) {
    const streamed = isJsonObject(response.x_groq) ? response.x_groq.usage : undefined;
    const usage = new UsageFields(response.usage ?? streamed, "usage", report);
    usage.ignore("queue_time", "prompt_time", "completion_time", "total_time");
    readOpenaiUsage(usage, report);
    return chatFacts(response);
  },
  fold: foldChunks,
};
