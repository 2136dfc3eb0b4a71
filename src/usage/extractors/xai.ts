import { Decimal, isJsonObject, type Money } from "../../money/index.js";
import type { Extractor } from "./extraction.js";
import { addInclusive, type InclusiveTokens } from "./inclusive.js";
import { chatFacts, foldChunks } from "./openai-chat.js";
import { openaiTokens, requireTokens } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

/**
 * xAI: `completion_tokens` leaves reasoning out and `total_tokens` holds it. Some endpoints count as OpenAI does, so the
 * total decides. The cost of a request is stated in ticks. https://docs.x.ai/developers/cost-tracking
 */
export const xai: Extractor = {
  api: "xai",
  detects: (response) =>
    isJsonObject(response.usage) && ("cost_in_usd_ticks" in response.usage || "num_sources_used" in response.usage),
  read(response, report) {
    const usage = new UsageFields(response.usage, "usage", report);
    const tokens = openaiTokens(usage);
    requireTokens(report, tokens, "usage");
    addInclusive(report, withReasoning(tokens, report));
    report.add("web_search", usage.quantity("num_sources_used"));
    const ticks = usage.quantity("cost_in_usd_ticks");
    usage.finish();
    return { ...chatFacts(response), providerCost: costOf(ticks) };
  },
  fold: foldChunks,
};

/** The same tokens with an output that holds reasoning, as the total tells. */
function withReasoning(tokens: InclusiveTokens, report: TokenReport): InclusiveTokens {
  const { input = Decimal.zero, output = Decimal.zero, reasoning, total } = tokens;
  if (reasoning === undefined || reasoning.isZero()) return tokens;
  if (total === undefined) {
    report.problem("usage.total_tokens is missing: it alone says whether completion_tokens holds the reasoning tokens");
    return tokens;
  }
  return total.equals(input.add(output)) ? tokens : { ...tokens, output: output.add(reasoning) };
}

/** 10,000,000,000 ticks are one US dollar. */
function costOf(ticks: Decimal | undefined): Money | undefined {
  return ticks === undefined ? undefined : { amount: ticks.mul(new Decimal(1n, 10)), currency: "USD" };
}
