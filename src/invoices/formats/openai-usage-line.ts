import { type Instant, mapServiceTier } from "../../meters/index.js";
import type { Decimal } from "../../money/index.js";
import { amountProblem, parseAmount } from "../amount.js";
import type { InvoiceLine, LineDimensions, RowOutcome } from "../line.js";
import { quote } from "../quote.js";
import type { TokenCounts, TokenPart } from "./token-parts.js";

/** A record's field by OpenAI's name for it, as text without outer blanks; "" where it is null, blank or absent. */
export type Fields = (name: string) => string;

export const NO_USAGE = "nothing was used in this time";

/** One usage record as one line for each meter that is not 0; a record that used nothing is skipped with its time. */
export function usageLines(
  row: number,
  time: { readonly from: Instant; readonly to: Instant },
  fields: Fields,
  parts: readonly TokenPart[],
  variant: LineDimensions["variant"] = undefined,
): RowOutcome {
  const requests = countOf(fields, "num_model_requests");
  if (typeof requests === "string") return { kind: "reject", row, reason: requests };
  const shared = {
    ...dimensionsOf(fields),
    ...(variant === undefined ? {} : { variant }),
    ...(requests === null ? {} : { requests }),
  };
  const lines: InvoiceLine[] = [];
  for (const [meter, quantity] of parts) {
    if (quantity.isZero()) continue;
    lines.push({
      kind: "line",
      row,
      provider: "openai",
      category: "usage",
      name: fields("model") || null,
      meter,
      from: time.from,
      to: time.to,
      amount: null,
      currency: null,
      quantity,
      ...shared,
    });
  }
  if (lines.length === 0) return { kind: "skip", row, reason: NO_USAGE, from: time.from, to: time.to };
  return { kind: "lines", row, lines };
}

/** A count of 0 or more, null where it is not stated, or why it is none. */
export function countOf(fields: Fields, name: string): Decimal | null | string {
  const text = fields(name);
  if (text === "") return null;
  const count = parseAmount(text);
  if (count === undefined) return `${name}: ${amountProblem(text)}`;
  return count.sign() < 0
    ? `${name}: expected a count of 0 or more, found ${quote(text)}; export the file again`
    : count;
}

/** The token counts of a completions record, or why one of them is none. */
export function tokenCounts(fields: Fields): TokenCounts | string {
  const problems: string[] = [];
  const count = (name: string): Decimal | null => {
    const found = countOf(fields, name);
    if (typeof found !== "string") return found;
    problems.push(found);
    return null;
  };
  const by = (text: string, audio: string, image: string) => ({
    text: count(text),
    audio: count(audio),
    image: count(image),
  });
  const counts: TokenCounts = {
    input: count("input_tokens"),
    uncached: count("input_uncached_tokens"),
    cached: count("input_cached_tokens"),
    written: count("input_cache_write_tokens"),
    output: count("output_tokens"),
    uncachedBy: by("input_text_tokens", "input_audio_tokens", "input_image_tokens"),
    cachedBy: by("input_cached_text_tokens", "input_cached_audio_tokens", "input_cached_image_tokens"),
    outputBy: by("output_text_tokens", "output_audio_tokens", "output_image_tokens"),
  };
  return problems[0] ?? counts;
}

type Draft = { -readonly [Key in keyof LineDimensions]: LineDimensions[Key] };

function dimensionsOf(fields: Fields): LineDimensions {
  const dimensions: Draft = {};
  const tier = tierOf(fields("batch"), fields("service_tier"));
  if (tier !== undefined) dimensions.serviceTier = tier;
  const [account, project, apiKey] = [fields("organization_id"), fields("project_id"), fields("api_key_id")];
  if (account !== "") dimensions.account = account;
  if (project !== "") dimensions.project = project;
  if (apiKey !== "") dimensions.apiKey = apiKey;
  return dimensions;
}

/**
 * Batch wins: the service tier of a batch request reads `default`. So `default` means standard only where the row also says
 * that it is no batch; a row that is not grouped by batch does not state which of the two it is.
 */
function tierOf(batch: string, serviceTier: string): string | undefined {
  const isBatch = batch.toLowerCase();
  if (isBatch === "true") return "batch";
  if (serviceTier === "") return undefined;
  const tier = mapServiceTier(serviceTier);
  return tier === "standard" && isBatch !== "false" ? undefined : tier;
}
