import { isJsonObject, type JsonObject, type Money } from "../../money/index.js";
import type { Extractor } from "./extraction.js";
import { chatFacts, foldChunks } from "./openai-chat.js";
import { readOpenaiUsage } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

/**
 * OpenRouter: OpenAI's way of counting, with what it charged in `cost`. `cost_details.upstream_inference_cost` is what the
 * provider charged OpenRouter, or the owner of the key: it is never added. https://openrouter.ai/docs/use-cases/usage-accounting
 */
export const openrouter: Extractor = {
  api: "openrouter",
  // A cost in parts is Perplexity's.
  detects: ({ usage }) =>
    isJsonObject(usage) && "prompt_tokens" in usage && "cost" in usage && !isJsonObject(usage.cost),
  read(response, report) {
    const usage = new UsageFields(response.usage, "usage", report);
    usage.ignore("cost_details");
    report.add("web_search", usage.part("server_tool_use").quantity("web_search_requests"));
    const providerCost = costOf(usage);
    noteOwnKey(response, usage, report);
    readOpenaiUsage(usage, report);
    return { ...chatFacts(response), providerCost };
  },
  fold: foldChunks,
};

function costOf(usage: UsageFields): Money | undefined {
  const amount = usage.quantity("cost");
  return amount === undefined ? undefined : { amount, currency: "USD" };
}

/** With one's own key the tokens are on the other provider's bill, and `cost` is OpenRouter's fee alone. */
function noteOwnKey(response: JsonObject, usage: UsageFields, report: TokenReport): void {
  usage.ignore("is_byok");
  if (isJsonObject(response.usage) && response.usage.is_byok === true) report.unknown.push("usage.is_byok (own key)");
}
