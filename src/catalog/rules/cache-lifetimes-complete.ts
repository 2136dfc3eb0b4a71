import { cacheWrites } from "./cache-writes.js";
import { eachSet } from "./each.js";
import { holdsNowOrLater } from "./in-force.js";
import type { Rule } from "./rule.js";
import { WRITE_1H, WRITE_5M } from "./token-keys.js";

/** Both lifetimes have been sold on every platform since 2025; a price that ended before may know only one. */
const LIFETIMES = [WRITE_5M, WRITE_1H];

export const cacheLifetimesComplete: Rule = {
  id: "cache-lifetimes-complete",
  refs: ["R6"],
  severity: "error",
  summary: "A Claude offer has a rate for 5-minute or 1-hour cache writes and none for the other.",
  remedy: "state both: 1.25 and 2 times the input; waive the rule if the seller has only one",
  *check(catalog, { today }) {
    for (const { set, offer, model, subject } of eachSet(catalog)) {
      if (model?.family !== "anthropic" || offer.status === "retired") continue;
      if (cacheWrites(set).length === 0 || !holdsNowOrLater(offer, set, today)) continue;
      for (const write of LIFETIMES) {
        if (set.rates.has(write)) continue;
        yield {
          subject,
          position: set.position,
          message: `${write} has no rate beside the other lifetime`,
          value: write,
        };
      }
    }
  },
};
