import type { JsonValue } from "../../../src/money/index.js";
import { type Extracted, type ExtractOptions, extractStreamUsage, extractUsage } from "../../../src/usage/index.js";
import { plain } from "../read.js";

type Plain = Record<string, unknown>;

/** What was extracted with decimals as text and empty lists left out, to compare whole. */
function asText(extracted: Extracted): Plain {
  if ("error" in extracted) throw new Error(extracted.error);
  const { usage, reasoning, providerCost, unknown, ...facts } = extracted;
  return {
    ...facts,
    usage: plain(usage),
    ...(reasoning !== undefined && { reasoning: reasoning.toString() }),
    ...(providerCost !== undefined && { providerCost: `${providerCost.amount} ${providerCost.currency}` }),
    ...(unknown.length > 0 && { unknown }),
  };
}

export function extracted(response: JsonValue, options: ExtractOptions): Plain {
  return asText(extractUsage(response, options));
}

export function streamed(events: readonly JsonValue[], options: ExtractOptions): Plain {
  return asText(extractStreamUsage(events, options));
}

/** The error of a response whose usage cannot be taken. */
export function errorOf(response: JsonValue, options: ExtractOptions): string {
  const result = extractUsage(response, options);
  if (!("error" in result)) throw new Error(`expected an error, found ${JSON.stringify(plain(result.usage))}`);
  return result.error;
}

export function streamErrorOf(events: readonly JsonValue[], options: ExtractOptions): string {
  const result = extractStreamUsage(events, options);
  if (!("error" in result)) throw new Error("expected an error, found usage");
  return result.error;
}
