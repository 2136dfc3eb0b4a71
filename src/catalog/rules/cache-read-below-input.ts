import { Decimal, decimal } from "../../money/index.js";
import { eachSet } from "./each.js";
import { compareRatio, firstAtEachPlace, type PriceView, priceViews, underWords } from "./effective.js";
import type { Problem, Rule } from "./rule.js";
import { MODALITY_KEYS } from "./token-keys.js";

/** Reading from a cache is known to cost from 0.83% (DeepSeek) and 1.25% (OpenAI audio) to 50% of the input; with room. */
const LEAST = decimal("0.008");
const MOST = decimal("0.6");

export const cacheReadBelowInput: Rule = {
  id: "cache-read-below-input",
  refs: ["R3"],
  severity: "error",
  summary: "Reading from a cache costs as much as uncached input, or a share of it that no vendor is known to take.",
  remedy: "compare cache_read and uncached_input with the source; both are per the same number of tokens",
  *check(catalog) {
    for (const { set, offer, provider, subject } of eachSet(catalog)) {
      const problems = priceViews(set, offer, provider).flatMap((view) =>
        MODALITY_KEYS.flatMap((keys) => compared(view, keys) ?? []),
      );
      for (const problem of firstAtEachPlace(problems)) yield { ...problem, subject };
    }
  },
};

function compared(view: PriceView, keys: (typeof MODALITY_KEYS)[number]): Omit<Problem, "subject"> | undefined {
  const [read, input] = [view.price(keys.read), view.price(keys.input)];
  if (read === undefined || input === undefined || read.amount.isZero() || input.amount.isZero()) return undefined;
  const tooMuch = compareRatio(read, input, MOST) > 0;
  if (!tooMuch && compareRatio(read, input, LEAST) >= 0) return undefined;
  const relation = compareRatio(read, input, Decimal.one) >= 0 ? "not below" : tooMuch ? "close to" : "far below";
  const prices = `${keys.read} at ${read.amount} is ${relation} ${keys.input} at ${input.amount}`;
  const message = `${prices} ${underWords(view)}; expected between ${LEAST} and ${MOST} of it`;
  return { position: read.position, message, value: read.amount.toString() };
}
