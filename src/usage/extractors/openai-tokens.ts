import type { JsonObject } from "../../money/index.js";
import { addInclusive, type InclusiveTokens } from "./inclusive.js";
import type { TokenReport } from "./token-report.js";
import type { UsageFields } from "./usage-fields.js";

/**
 * Reads usage in OpenAI's way of counting, in the words of Chat Completions or of Responses: input holds cached and
 * cache-written tokens, output holds reasoning. https://developers.openai.com/api/docs/guides/prompt-caching
 */
export function openaiTokens(usage: UsageFields): InclusiveTokens {
  const input = usage.part(
    "prompt_tokens_details",
    "input_tokens_details",
    "input_token_details",
    "prompt_token_details",
  );
  const output = usage.part("completion_tokens_details", "output_tokens_details", "output_token_details");
  const cached = input.part("cached_tokens_details");
  input.ignore("text_tokens");
  cached.ignore("text_tokens");
  output.ignore("text_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens");
  const beside = usage.quantity("cached_tokens", "num_cached_tokens");
  return {
    input: usage.quantity("prompt_tokens", "input_tokens"),
    cached: input.quantity("cached_tokens") ?? beside,
    cachedBy: { audio: cached.quantity("audio_tokens"), image: cached.quantity("image_tokens") },
    written: { cache_write: input.quantity("cache_write_tokens", "cache_creation_tokens") },
    inputBy: {
      audio: input.quantity("audio_tokens"),
      image: input.quantity("image_tokens"),
      video: input.quantity("video_tokens"),
    },
    output: usage.quantity("completion_tokens", "output_tokens"),
    outputBy: {
      audio: output.quantity("audio_tokens"),
      image: output.quantity("image_tokens"),
      video: output.quantity("video_tokens"),
    },
    reasoning: output.quantity("reasoning_tokens"),
    total: usage.quantity("total_tokens"),
  };
}

/** Reads the usage, and reports it with the fields that are unknown. */
export function readOpenaiUsage(usage: UsageFields, report: TokenReport): void {
  const tokens = openaiTokens(usage);
  requireTokens(report, tokens, usage.path);
  addInclusive(report, tokens);
  usage.finish();
}

export function requireTokens(report: TokenReport, tokens: InclusiveTokens, path: string): void {
  if (tokens.input === undefined && tokens.output === undefined && report.problems.length === 0) {
    report.problem(`${path}: expected token counts, found none; a stream that was cut off states no usage`);
  }
}

/** Text of a response's own field, or undefined. */
export function textOf(response: JsonObject, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = response[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
