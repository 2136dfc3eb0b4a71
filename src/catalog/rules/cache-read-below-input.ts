import { type Meter, parseMeter } from "../../meters/index.js";
import { Decimal, decimal } from "../../money/index.js";
import { eachSet } from "./each.js";
import { compareRatio, firstAtEachPlace, type PriceView, priceViews, underWords } from "./effective.js";
import type { Problem, Rule } from "./rule.js";

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
        ["", "_audio", "_image", "_video"].flatMap((modality) => compared(view, modality) ?? []),
      );
      for (const problem of firstAtEachPlace(problems)) yield { ...problem, subject };
    }
  },
};

function compared(view: PriceView, modality: string): Omit<Problem, "subject"> | undefined {
  const [readKey, inputKey] = [key(`cache_read${modality}`), key(`uncached_input${modality}`)];
  const read = readKey && view.price(readKey);
  const input = inputKey && view.price(inputKey);
  if (read === undefined || input === undefined || read.amount.isZero() || input.amount.isZero()) return undefined;
  const tooMuch = compareRatio(read, input, MOST) > 0;
  if (!tooMuch && compareRatio(read, input, LEAST) >= 0) return undefined;
  const relation = compareRatio(read, input, Decimal.one) >= 0 ? "not below" : tooMuch ? "close to" : "far below";
  const prices = `${readKey} at ${read.amount} is ${relation} ${inputKey} at ${input.amount}`;
  const message = `${prices} ${underWords(view)}; expected between ${LEAST} and ${MOST} of it`;
  return { position: read.position, message, value: read.amount.toString() };
}

function key(name: string): Meter | undefined {
  return parseMeter(name);
}
