import { isJsonObject } from "../../money/index.js";
import type { Extractor } from "./extraction.js";
import { addInclusive } from "./inclusive.js";
import { chatFacts, foldChunks } from "./openai-chat.js";
import { openaiTokens, requireTokens } from "./openai-tokens.js";
import { UsageFields } from "./usage-fields.js";

/** DeepSeek: the prompt is the sum of cache hits and misses. https://api-docs.deepseek.com/guides/kv_cache */
export const deepseek: Extractor = {
  api: "deepseek",
  detects: (response) => isJsonObject(response.usage) && "prompt_cache_hit_tokens" in response.usage,
  read(response, report) {
    const usage = new UsageFields(response.usage, "usage", report);
    const hit = usage.quantity("prompt_cache_hit_tokens");
    const miss = usage.quantity("prompt_cache_miss_tokens");
    const tokens = openaiTokens(usage);
    requireTokens(report, tokens, "usage");
    if (hit !== undefined && miss !== undefined && tokens.input?.equals(hit.add(miss)) === false) {
      report.problem(
        `usage.prompt_tokens: expected hits (${hit}) and misses (${miss}) together, found ${tokens.input}`,
      );
    }
    addInclusive(report, { ...tokens, cached: hit ?? tokens.cached });
    usage.finish();
    return chatFacts(response);
  },
  fold: foldChunks,
};
