import type { BilledAs, PriceKey, PriceSet } from "../price-set.js";
import { eachSet, statedRates } from "./each.js";
import type { Rule } from "./rule.js";

export const billedAsPriced: Rule = {
  id: "billed-as-priced",
  refs: ["R9"],
  severity: "error",
  summary: "A meter is billed as itself, as one without a rate, or as one that is billed as another.",
  remedy: "name a meter that has a rate in the same set",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      for (const { rates } of statedRates(set)) {
        for (const [key, entry] of rates) {
          const message = entry.kind === "billed_as" ? problemOf(set, key, entry) : undefined;
          if (message === undefined || entry.kind !== "billed_as") continue;
          yield { subject, position: entry.position, message, value: entry.meter };
        }
      }
    }
  },
};

function problemOf(set: PriceSet, key: PriceKey, { meter }: BilledAs): string | undefined {
  if (meter === key) return `${key} is billed as itself`;
  const targets = statedRates(set).flatMap(({ rates }) => rates.get(meter) ?? []);
  if (targets.length === 0) return `${key} is billed as ${meter}, which has no rate`;
  return targets.every((target) => target.kind === "rate")
    ? undefined
    : `${key} is billed as ${meter}, which is billed as another`;
}
