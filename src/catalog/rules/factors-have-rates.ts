import { inGroup, isMeterGroup } from "../../meters/index.js";
import type { PriceKey, PriceSet } from "../price-set.js";
import { eachSet, statedRates } from "./each.js";
import type { Rule } from "./rule.js";

export const factorsHaveRates: Rule = {
  id: "factors-have-rates",
  refs: ["R9"],
  severity: "error",
  summary:
    "A factor stands on a meter without a rate of its own, or on a group without any: it would multiply nothing.",
  remedy: "state the rate, or name the meter that it is billed as",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      const priced = pricedKeys(set);
      for (const rule of set.rules) {
        for (const key of rule.times.keys()) {
          if (priced.some((one) => covers(key, one))) continue;
          const message = `times names ${key}, of which the set states no rate`;
          yield { subject, position: rule.position, message, value: key };
        }
      }
    }
  },
};

/** The keys with a rate of their own: what is billed as another takes the other's factors. */
function pricedKeys(set: PriceSet): PriceKey[] {
  return statedRates(set).flatMap(({ rates }) =>
    [...rates].flatMap(([key, rate]) => (rate.kind === "rate" ? [key] : [])),
  );
}

function covers(named: string, key: PriceKey): boolean {
  if (named === key) return true;
  if (!isMeterGroup(named)) return false;
  return key === "output_reasoning" ? named === "tokens" : inGroup(key, named);
}
