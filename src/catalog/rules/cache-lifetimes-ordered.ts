import { cacheLifetime } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import { cacheWrites } from "./cache-writes.js";
import { eachSet, type SetInPlace } from "./each.js";
import { compareRatio, firstAtEachPlace, priceViews, underWords } from "./effective.js";
import type { Problem, Rule } from "./rule.js";

export const cacheLifetimesOrdered: Rule = {
  id: "cache-lifetimes-ordered",
  refs: ["R3"],
  severity: "error",
  summary: "A cache write with a longer lifetime costs no more than one with a shorter lifetime.",
  remedy: "compare both lifetimes with the source: they are often swapped, or one is copied from the other",
  *check(catalog) {
    for (const place of eachSet(catalog)) {
      for (const problem of firstAtEachPlace(unordered(place))) yield { ...problem, subject: place.subject };
    }
  },
};

function* unordered({ set, offer, provider }: SetInPlace): Generator<Omit<Problem, "subject">> {
  const writes = cacheWrites(set).filter((write) => cacheLifetime(write) !== "");
  if (writes.length < 2) return;
  for (const view of priceViews(set, offer, provider)) {
    for (const [index, longer] of writes.entries()) {
      const shorter = writes[index - 1];
      const [long, short] = [view.price(longer), shorter && view.price(shorter)];
      if (long === undefined || short === undefined || long.amount.isZero()) continue;
      if (compareRatio(long, short, Decimal.one) > 0) continue;
      const message = `${longer} at ${long.amount} is not above ${shorter} at ${short.amount} ${underWords(view)}`;
      yield { position: long.position, message, value: long.amount.toString() };
    }
  }
}
