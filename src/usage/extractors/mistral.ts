import { isJsonObject, type JsonObject } from "../../money/index.js";
import type { Extractor } from "./extraction.js";
import { addInclusive } from "./inclusive.js";
import { chatFacts, foldChunks } from "./openai-chat.js";
import { openaiTokens, requireTokens } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

/** Mistral: OpenAI's way of counting; audio in seconds, documents in pages. https://docs.mistral.ai/api */
export const mistral: Extractor = {
  api: "mistral",
  detects: (response) =>
    isJsonObject(response.usage_info) || (isJsonObject(response.usage) && "prompt_audio_seconds" in response.usage),
  read(response, report) {
    if (isJsonObject(response.usage_info)) readPages(response, report);
    else readTokens(response, report);
    return chatFacts(response);
  },
  fold: foldChunks,
};

function readTokens(response: JsonObject, report: TokenReport): void {
  const usage = new UsageFields(response.usage, "usage", report);
  const audio = usage.quantity("prompt_audio_seconds");
  const tokens = openaiTokens(usage);
  requireTokens(report, tokens, "usage");
  // With audio the total also holds tokens of the audio, which is billed by the second: it is no sum of the parts.
  if (audio === undefined || audio.isZero()) addInclusive(report, tokens);
  else addInclusive(report, { ...tokens, total: undefined });
  report.add("audio_second", audio);
  usage.finish();
}

/** OCR: pages, at another price where an annotation was made of the document. */
function readPages(response: JsonObject, report: TokenReport): void {
  const usage = new UsageFields(response.usage_info, "usage_info", report);
  usage.ignore("doc_size_bytes");
  const annotated = response.document_annotation !== undefined && response.document_annotation !== null;
  report.add(annotated ? "page_annotated" : "page", usage.quantity("pages_processed"));
  usage.finish();
}
