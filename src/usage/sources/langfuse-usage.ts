import { Decimal, type JsonObject, quantityOf } from "../../money/index.js";
import { describe } from "../describe.js";
import { checkTotal } from "../extractors/identity.js";
import { TokenReport } from "../extractors/token-report.js";

/** The keys that Langfuse's own integrations write into `usage_details`, by meter. They are disjoint. */
const METERS: Readonly<Record<string, readonly string[]>> = {
  uncached_input: ["input", "input_tokens", "prompt_tokens", "input_text", "input_text_tokens"],
  cache_read: [
    "input_cached_tokens",
    "input_cached",
    "input_cache_read",
    "input_cache_read_tokens",
    "cache_read_input_tokens",
  ],
  cache_write: [
    ...["input_cache_creation", "input_cache_creation_tokens", "cache_creation_input_tokens"],
    ...["input_cache_write", "input_cache_write_tokens"],
  ],
  cache_write_5m: ["input_cache_creation_5m", "ephemeral_5m_input_tokens"],
  cache_write_1h: ["input_cache_creation_1h", "ephemeral_1h_input_tokens"],
  uncached_input_audio: ["input_audio", "input_audio_tokens"],
  uncached_input_image: ["input_image", "input_image_tokens"],
  uncached_input_video: ["input_video", "input_video_tokens"],
  output: [
    ...["output", "output_tokens", "completion_tokens", "output_text", "output_text_tokens"],
    ...["output_accepted_prediction_tokens", "output_rejected_prediction_tokens"],
  ],
  output_audio: ["output_audio", "output_audio_tokens"],
  output_image: ["output_image", "output_image_tokens"],
};

/** Output beside `output`, and the memo. */
const REASONING = new Set([
  "output_reasoning",
  "output_reasoning_tokens",
  "output_thinking_tokens",
  "reasoning_tokens",
]);
const TOTALS = new Set(["total", "total_tokens"]);

const meterOf: ReadonlyMap<string, string> = new Map(
  Object.entries(METERS).flatMap(([meter, keys]) => keys.map((key) => [key, meter] as const)),
);

/** `usage_details` is a free map of disjoint counts, with their sum as `total`; keys we do not know keep their name. */
export function readUsageDetails(details: JsonObject, path: string): TokenReport {
  const report = new TokenReport();
  let parts = Decimal.zero;
  let total: Decimal | undefined;
  for (const [key, value] of Object.entries(details)) {
    if (value === null) continue;
    const quantity = quantityOf(value);
    if (quantity === undefined || quantity.sign() < 0) {
      report.problem(`${path}.${key}: expected an exact number of 0 or more, found ${describe(value)}`);
    } else if (TOTALS.has(key)) total = quantity;
    else {
      parts = parts.add(quantity);
      addPart(report, key, quantity, path);
    }
  }
  checkTotal(report, total, parts, overlapsOf(report), `${path}.total`);
  return report;
}

function addPart(report: TokenReport, key: string, quantity: Decimal, path: string): void {
  const meter = REASONING.has(key) ? "output" : meterOf.get(key);
  if (meter === undefined) {
    report.unknown.push(`${path}.${key}`);
    return;
  }
  report.add(meter, quantity);
  if (REASONING.has(key)) report.reasoning = (report.reasoning ?? Decimal.zero).add(quantity);
}

function overlapsOf({ usage, reasoning }: TokenReport) {
  const sum = (start: string) =>
    Decimal.sum([...usage].filter(([meter]) => meter.startsWith(start)).map(([, quantity]) => quantity));
  return { cached: sum("cache_read"), written: sum("cache_write"), reasoning };
}
