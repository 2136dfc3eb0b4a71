import { type Meter, type MeterGroup, meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";

/** The token counts of one OpenAI usage record; null is not stated. */
export interface TokenCounts {
  readonly input: Decimal | null;
  readonly uncached: Decimal | null;
  readonly cached: Decimal | null;
  readonly written: Decimal | null;
  readonly output: Decimal | null;
  readonly uncachedBy: ByModality;
  readonly cachedBy: ByModality;
  readonly outputBy: ByModality;
}

export interface ByModality {
  readonly text: Decimal | null;
  readonly audio: Decimal | null;
  readonly image: Decimal | null;
}

export type TokenPart = readonly [Meter | MeterGroup, Decimal];

interface Split {
  readonly text: Meter;
  readonly audio: Meter;
  readonly image: Meter;
}

const UNCACHED = modalities("uncached_input");
const CACHED = modalities("cache_read");
const WRITTEN = meter("cache_write");
const OUTPUT = modalities("output");

function modalities(name: string): Split {
  return { text: meter(name), audio: meter(`${name}_audio`), image: meter(`${name}_image`) };
}

/**
 * OpenAI's counts as disjoint meters, or a text that says which identity the record breaks. OpenAI's convention:
 * input = cached + cache writes + uncached, and each of cached and uncached = text + audio + image
 * (https://platform.openai.com/docs/api-reference/usage/completions). A record that states the input alone yields the group
 * `input`. Text output is what the other modalities leave, because reasoning may be counted in the total only.
 */
export function tokenParts(counts: TokenCounts): TokenPart[] | string {
  const input = inputParts(counts);
  if (typeof input === "string") return input;
  const output = outputParts(counts);
  return typeof output === "string" ? output : [...input, ...output];
}

function inputParts(counts: TokenCounts): TokenPart[] | string {
  const { input, cached, uncached } = counts;
  if (cached === null && uncached === null) return input === null ? [] : [["input", input]];
  const written = counts.written ?? Decimal.zero;
  const read = cached ?? (input === null || uncached === null ? null : input.sub(uncached).sub(written));
  const fresh = uncached ?? (input === null || read === null ? null : input.sub(read).sub(written));
  if (read === null || fresh === null)
    return "expected input_tokens beside a part of them, found none; export all columns";
  const total = read.add(fresh).add(written);
  if (read.sign() < 0 || fresh.sign() < 0 || (input !== null && !total.equals(input))) {
    return brokenInput(counts, read, fresh, written);
  }
  return modalityParts(counts, fresh, read, written);
}

function brokenInput(counts: TokenCounts, read: Decimal, fresh: Decimal, written: Decimal): string {
  const input = counts.input ?? Decimal.zero;
  const stated = `input_tokens ${input} is not input_cached_tokens ${read} + input_cache_write_tokens ${written} + input_uncached_tokens ${fresh}`;
  return `${stated}; ${otherConvention(input, read, fresh, counts)}`;
}

/** Which other convention that is known would make the numbers fit: for the person who has to find out. */
function otherConvention(input: Decimal, read: Decimal, fresh: Decimal, counts: TokenCounts): string {
  if (fresh.equals(input)) return "it fits the convention in which input_tokens leaves out cached tokens (Anthropic's)";
  if (read.add(fresh).equals(input)) return "it fits the convention in which input_tokens leaves out cache writes";
  const rest = input.sub(read).sub(fresh);
  if (counts.written === null && rest.sign() > 0) {
    return `the ${rest} missing may be cache writes, of which the file has no column; export it with all its columns`;
  }
  return "no convention known fits; export the file again";
}

/** Splits what is not text off, whether `input_text_tokens` and its like are the uncached part (as documented) or all of it. */
function modalityParts(counts: TokenCounts, fresh: Decimal, read: Decimal, written: Decimal): TokenPart[] | string {
  const { uncachedBy, cachedBy } = counts;
  const [fresh0, read0] = [total(uncachedBy), total(cachedBy)];
  const writes: TokenPart[] = [[WRITTEN, written]];
  if (!read0.isZero() && !read0.equals(read)) {
    return `input_cached_tokens ${read} is not the sum ${read0} of its text, audio and image tokens; export the file again`;
  }
  const cached = split(CACHED, read, cachedBy);
  if (fresh0.isZero()) return [[UNCACHED.text, fresh], ...cached, ...writes];
  if (fresh0.equals(fresh)) return [...split(UNCACHED, fresh, uncachedBy), ...cached, ...writes];
  const all = fresh.add(read);
  if (fresh0.equals(all) || fresh0.equals(all.add(written))) {
    const by = {
      text: null,
      audio: less(uncachedBy.audio, cachedBy.audio),
      image: less(uncachedBy.image, cachedBy.image),
    };
    const parts = split(UNCACHED, fresh, by);
    if (parts.every(([, quantity]) => quantity.sign() >= 0)) return [...parts, ...cached, ...writes];
  }
  return `the text, audio and image parts of the input sum to ${fresh0}, which is neither input_uncached_tokens ${fresh} nor input_tokens ${all.add(written)}; export the file again`;
}

function outputParts({ output, outputBy }: TokenCounts): TokenPart[] | string {
  if (output === null) return [];
  const stated = total(outputBy);
  if (stated.greaterThan(output)) {
    return `output_tokens ${output} is less than the sum ${stated} of its text, audio and image tokens; export the file again`;
  }
  return split(OUTPUT, output, outputBy);
}

/** The meter's text, audio and image parts of a whole; text is what the others leave. */
function split(base: Split, whole: Decimal, { audio, image }: ByModality): TokenPart[] {
  if (isNothing(audio) && isNothing(image)) return [[base.text, whole]];
  const others = [audio ?? Decimal.zero, image ?? Decimal.zero] as const;
  return [
    [base.text, whole.sub(others[0]).sub(others[1])],
    [base.audio, others[0]],
    [base.image, others[1]],
  ];
}

function isNothing(quantity: Decimal | null): boolean {
  return quantity === null || quantity.isZero();
}

function total(by: ByModality): Decimal {
  return Decimal.sum([by.text ?? Decimal.zero, by.audio ?? Decimal.zero, by.image ?? Decimal.zero]);
}

function less(whole: Decimal | null, part: Decimal | null): Decimal {
  return (whole ?? Decimal.zero).sub(part ?? Decimal.zero);
}
