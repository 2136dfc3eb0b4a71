import type { VariantKey } from "../../meters/index.js";
import { Decimal, isJsonArray, isJsonObject, type JsonObject } from "../../money/index.js";
import type { Extractor } from "./extraction.js";
import { addInclusive } from "./inclusive.js";
import { openaiTokens, requireTokens, textOf } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

/**
 * OpenAI image generation and edits. Models billed by tokens (gpt-image) state usage, whose output is image tokens unless
 * it is split; models billed by the image (dall-e) state none, and what counts is how many came.
 */
export const openaiImages: Extractor = {
  api: "openai-images",
  detects: (response) => isJsonArray(response.data) && response.data.some(isImage),
  read(response, report) {
    if (isJsonObject(response.usage)) readImageTokens(response, report);
    else countImages(response, report);
    return { model: textOf(response, "model"), responseId: textOf(response, "id"), variant: variantOf(response) };
  },
  fold: (events) => events.findLast((event) => isJsonObject(event.usage)),
};

function isImage(item: unknown): boolean {
  return typeof item === "object" && item !== null && ("b64_json" in item || "url" in item);
}

function readImageTokens(response: JsonObject, report: TokenReport): void {
  const usage = new UsageFields(response.usage, "usage", report);
  const tokens = openaiTokens(usage);
  requireTokens(report, tokens, "usage");
  const split = Object.values(tokens.outputBy ?? {}).some((quantity) => quantity !== undefined);
  addInclusive(report, split ? tokens : { ...tokens, outputBy: { image: tokens.output } });
  usage.finish();
}

function countImages(response: JsonObject, report: TokenReport): void {
  const images = isJsonArray(response.data) ? response.data.filter(isImage).length : 0;
  if (images === 0) report.problem("expected usage or a list of images in data, found neither");
  report.add("image", Decimal.fromInteger(images));
}

function variantOf(response: JsonObject): Partial<Record<VariantKey, string>> | undefined {
  const size = textOf(response, "size");
  const quality = textOf(response, "quality");
  if (size === undefined && quality === undefined) return undefined;
  return { ...(size !== undefined && { size }), ...(quality !== undefined && { quality }) };
}
