import type { Family, Meter } from "../../meters/index.js";
import { type Decimal, decimal } from "../../money/index.js";
import { cacheWrites } from "./cache-writes.js";
import { eachSet, type SetInPlace } from "./each.js";
import { compareRatio, firstAtEachPlace, priceViews, underWords } from "./effective.js";
import type { Problem, Rule } from "./rule.js";
import { INPUT } from "./token-keys.js";

/** What a cache write costs as a multiple of uncached input. */
interface Ratios {
  readonly least: Decimal;
  readonly most: Decimal;
}

const ANY: Ratios = { least: decimal("0.9"), most: decimal("3") };

/**
 * Anthropic writes for 5 minutes at 1.25 and for an hour at 2 times the input, on every platform; published prices are
 * rounded to cents, so 5% are left. Source: https://docs.claude.com/en/docs/build-with-claude/prompt-caching
 */
const ANTHROPIC: Readonly<Record<string, Ratios>> = {
  cache_write_5m: { least: decimal("1.1875"), most: decimal("1.3125") },
  cache_write_1h: { least: decimal("1.9"), most: decimal("2.1") },
};

export const cacheWriteRatio: Rule = {
  id: "cache-write-ratio",
  refs: ["R3"],
  severity: "error",
  summary:
    "A cache write costs less than the input it stores or over three times it; for Claude, not 1.25 (5m) or 2 (1h) times.",
  remedy: "compare the cache write and uncached_input with the source",
  *check(catalog) {
    for (const place of eachSet(catalog)) {
      for (const problem of firstAtEachPlace(outside(place))) yield { ...problem, subject: place.subject };
    }
  },
};

function* outside({ set, offer, provider, model }: SetInPlace): Generator<Omit<Problem, "subject">> {
  const writes = cacheWrites(set);
  if (writes.length === 0) return;
  for (const view of priceViews(set, offer, provider)) {
    const base = view.price(INPUT);
    if (base === undefined || base.amount.isZero()) continue;
    for (const write of writes) {
      const price = view.price(write);
      const { least, most } = ratiosOf(write, model?.family);
      if (price === undefined || price.amount.isZero()) continue;
      if (compareRatio(price, base, least) >= 0 && compareRatio(price, base, most) <= 0) continue;
      const prices = `${write} at ${price.amount} against uncached_input at ${base.amount} ${underWords(view)}`;
      const message = `${prices}; expected ${least} to ${most} times it`;
      yield { position: price.position, message, value: price.amount.toString() };
    }
  }
}

function ratiosOf(write: Meter, family: Family | undefined): Ratios {
  return (family === "anthropic" ? ANTHROPIC[write] : undefined) ?? ANY;
}
