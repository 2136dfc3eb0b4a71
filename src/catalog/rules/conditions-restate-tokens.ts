import { type Dimension, isTokenMeter } from "../../meters/index.js";
import { factorFor, matches } from "../composition.js";
import type { PriceKey, PriceRule, PriceSet, When } from "../price-set.js";
import { eachSet } from "./each.js";
import { type PriceView, priceViews } from "./effective.js";
import type { Rule } from "./rule.js";

/** The dimensions that vendors price whole requests by; a mode or a variant may well change one meter alone. */
const WHOLE_REQUEST: readonly Dimension[] = ["context", "service_tier", "speed", "region_class", "time_window"];

export const conditionsRestateTokens: Rule = {
  id: "conditions-restate-tokens",
  refs: ["R7"],
  severity: "error",
  summary:
    "A tier, long context, speed, region or time of day changes the price of some token meters and is silent on others.",
  remedy: "state a rate or a factor for each (a factor of 1 says that it stays as it is)",
  *check(catalog) {
    for (const { set, offer, provider, subject } of eachSet(catalog)) {
      for (const view of priceViews(set, offer, provider)) {
        const silent = view.rule === null ? [] : silentKeys(set, view, view.rule);
        if (view.rule === null || silent.length === 0) continue;
        const message = `under ${inWords(view.rule.when)} the base price of ${silent.join(", ")} holds on, others change`;
        yield { subject, position: view.rule.position, message, value: silent.join(", ") };
      }
    }
  },
};

/** The token keys of the base that no rule touches under the view, if the view's own rule touches any. */
function silentKeys(set: PriceSet, view: PriceView, rule: PriceRule): PriceKey[] {
  if (!WHOLE_REQUEST.some((dimension) => rule.when.has(dimension))) return [];
  const tokens = [...set.rates].filter(([key, rate]) => rate.kind === "rate" && isTokens(key)).map(([key]) => key);
  if (!tokens.some((key) => touches(rule, key))) return [];
  const applying = set.rules.filter((other) => matches(other.when, view.conditions));
  return tokens.filter((key) => !applying.some((other) => touches(other, key)));
}

function isTokens(key: PriceKey): boolean {
  return key === "output_reasoning" || isTokenMeter(key);
}

function touches(rule: PriceRule, key: PriceKey): boolean {
  return rule.rates.has(key) || factorFor(rule, key) !== undefined;
}

function inWords(when: When): string {
  return [...when].map(([dimension, values]) => `${dimension} ${values.join(" or ")}`).join(", ");
}
