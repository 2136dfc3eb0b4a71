import { isTokenMeter } from "../../meters/index.js";
import type { PriceKey } from "../price-set.js";
import { eachSet, statedRates } from "./each.js";
import type { Rule } from "./rule.js";

export const freeRate: Rule = {
  id: "free-rate",
  refs: ["R1", "R9"],
  severity: "warning",
  summary: "A rate of 0 says that tokens are free; it is often written where the price is not known.",
  remedy: "leave the key out if the price is not known; waive the rule if the vendor says that it is free",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      for (const { rates } of statedRates(set)) {
        for (const [key, rate] of rates) {
          if (rate.kind !== "rate" || !rate.rate.isZero() || !isTokens(key)) continue;
          yield { subject, position: rate.position, message: `${key} costs 0: it is stated as free`, value: "0" };
        }
      }
    }
  },
};

/** Tool fees are often waived by the vendor; tokens hardly ever are. */
function isTokens(key: PriceKey): boolean {
  return key === "output_reasoning" || isTokenMeter(key);
}
