import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const ruleStatesPrice: Rule = {
  id: "rule-states-price",
  refs: [],
  severity: "error",
  summary: "A price set or a rule states no rate, or a rule states both a rate and a factor for one meter.",
  remedy: "state a rate or a factor; where no price is published, leave the set out or write price: reported",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      if (set.price === "rates" && set.rates.size === 0 && set.rules.length === 0) {
        yield { subject, position: set.position, message: "the price set states no rate" };
      }
      for (const { rates, times, position } of set.rules) {
        if (rates.size === 0 && times.size === 0)
          yield { subject, position, message: "the rule states neither rates nor times" };
        for (const key of times.keys()) {
          if (![...rates.keys()].some((stated) => stated === key)) continue;
          yield { subject, position, message: `the rule states both a rate and a factor for ${key}`, value: key };
        }
      }
    }
  },
};
