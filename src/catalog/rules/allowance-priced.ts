import { eachSet, statedRates } from "./each.js";
import type { Rule } from "./rule.js";

export const allowancePriced: Rule = {
  id: "allowance-priced",
  refs: ["R21"],
  severity: "error",
  summary: "A free quota is stated for a meter that the set has no rate of.",
  remedy: "state what the meter costs beyond the quota, or correct the meter's name",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      if (set.allowances.length === 0) continue;
      const priced = new Set(statedRates(set).flatMap(({ rates }) => [...rates.keys()]));
      for (const { meter, position } of set.allowances) {
        if (priced.has(meter)) continue;
        yield { subject, position, message: `the allowance of ${meter} has no rate beside it`, value: meter };
      }
    }
  },
};
