import { Decimal, isJsonArray, isJsonObject, type JsonObject } from "../../money/index.js";
import type { Extractor, ResponseFacts } from "./extraction.js";
import { chatFacts } from "./openai-chat.js";
import { readOpenaiUsage, textOf } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";
import { xai } from "./xai.js";

/** The last events of a response; each holds the whole response with its usage. */
const FINAL = new Set(["response.completed", "response.incomplete", "response.failed", "response.cancelled"]);

/** OpenAI Responses, at OpenAI and Azure; at xAI with what xAI states beside the tokens. */
export const openaiResponses: Extractor = {
  api: "openai-responses",
  detects: (response) => response.object === "response",
  read(response, report, options): ResponseFacts {
    if (xai.detects(response)) return xai.read(response, report, options);
    readOpenaiUsage(new UsageFields(response.usage, "usage", report), report);
    countTools(response, report);
    return chatFacts(response);
  },
  fold(events) {
    const final = events.findLast((event) => FINAL.has(textOf(event, "type") ?? ""));
    const response = final?.response;
    return isJsonObject(response) && isJsonObject(response.usage) ? response : undefined;
  },
};

/**
 * Tool calls stand in the output, one item each. Of web search only the action `search` is billed; opening a page and
 * searching in it are not. A code interpreter is billed by the container, which an item cannot tell.
 */
function countTools(response: JsonObject, report: TokenReport): void {
  const items = isJsonArray(response.output) ? response.output.filter(isJsonObject) : [];
  for (const item of items) {
    if (item.type === "web_search_call" && isSearch(item)) report.add("web_search", Decimal.one);
    else if (item.type === "file_search_call") report.add("file_search", Decimal.one);
    else if (item.type === "code_interpreter_call") report.unknown.push("output.code_interpreter_call");
    else if (item.type === "image_generation_call") report.unknown.push("output.image_generation_call");
  }
}

function isSearch(item: JsonObject): boolean {
  return !isJsonObject(item.action) || item.action.type === undefined || item.action.type === "search";
}
