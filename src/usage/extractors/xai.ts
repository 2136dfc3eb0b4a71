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
    readTools(usage, report);
    const ticks = usage.quantity("cost_in_usd_ticks");
    usage.finish();
    return { ...chatFacts(response), providerCost: costOf(ticks) };
  },
  fold: foldChunks,
};

/**
 * Searches are billed by the call. The sources that the calls read are no calls: were any counted without calls, as the
 * retired live search does, their name is kept. https://docs.x.ai/docs/models#tools-pricing
 */
function readTools(usage: UsageFields, report: TokenReport): void {
  usage.ignore("num_server_side_tools_used");
  usage.part("context_details").ignoreAll();
  const calls = usage.part("server_side_tool_usage_details");
  report.add("web_search", calls.quantity("web_search_calls"));
  report.add("file_search", calls.quantity("file_search_calls"));
  for (const name of OTHER_CALLS) calls.noteUnlessZero(name);
  if (calls.stated) usage.ignore("num_sources_used");
  else usage.noteUnlessZero("num_sources_used");
}

const OTHER_CALLS = [
  ...["x_search_calls", "code_interpreter_calls", "document_search_calls", "mcp_calls", "image_generation_calls"],
  ...["x_posts_fetched", "x_users_fetched"],
];

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
