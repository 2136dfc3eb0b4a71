import { Decimal } from "../../money/index.js";
import type { PriceSet, Rate } from "../price-set.js";
import type { Offer } from "../provider.js";
import { statedRates } from "./each.js";
import { confirmedBooks } from "./in-force.js";
import { whenWords } from "./price-words.js";
import type { Problem, Rule } from "./rule.js";
import { commonOffers, sameSet } from "./versions.js";

const MOST_TIMES = Decimal.fromInteger(3);

export const priceJump: Rule = {
  id: "price-jump",
  refs: ["R2"],
  severity: "error",
  comparesBefore: true,
  summary: `A change makes a rate more than ${MOST_TIMES} times what it was, or less than a third of it.`,
  remedy: "look at the source again; if the price did move so far, waive the rule on the offer with the reason",
  *check(catalog, { before }) {
    if (before === undefined) return;
    for (const { after, before: earlier } of commonOffers(before, catalog)) {
      for (const set of after.offer.prices) {
        const previous = sameSet(earlier, set) ?? precedingSet(after.offer, set);
        if (previous === undefined) continue;
        for (const problem of jumps(previous, set)) yield { ...problem, subject: after.subject };
      }
    }
  },
};

/** A set that is new is held against the one that it follows. */
function precedingSet(offer: Offer, set: PriceSet): PriceSet | undefined {
  for (const book of confirmedBooks(offer)) {
    const earlier = book.filter((other) => other.currency === set.currency && other.from < set.from);
    if (earlier.length > 0) return earlier.at(-1);
  }
  return undefined;
}

function* jumps(previous: PriceSet, set: PriceSet): Generator<Omit<Problem, "subject">> {
  const old = new Map(statedRates(previous).map(({ rates, when }) => [when === null ? "" : whenWords(when), rates]));
  for (const { rates, when } of statedRates(set)) {
    for (const [key, rate] of rates) {
      const was = old.get(when === null ? "" : whenWords(when))?.get(key);
      if (was?.kind !== "rate" || rate.kind !== "rate" || !isJump(was, rate)) continue;
      const message = `${key} went from ${was.rate} per ${was.per} to ${rate.rate} per ${rate.per}`;
      yield { position: rate.position, message, value: rate.rate.toString() };
    }
  }
}

/** Compared crosswise, per one unit. A rate that becomes free, or was, is no jump: another rule looks at those. */
function isJump(was: Rate, is: Rate): boolean {
  const [before, after] = [was.rate.mul(is.per), is.rate.mul(was.per)];
  if (before.isZero() || after.isZero()) return false;
  return after.greaterThan(before.mul(MOST_TIMES)) || before.greaterThan(after.mul(MOST_TIMES));
}
