import { compareText } from "../../findings/index.js";
import type { PriceSet, Rates, When } from "../price-set.js";

/**
 * Everything in a set that changes what a request costs while the set is in force, in one spelling: two sets price alike
 * exactly if their words are equal. The order in the file plays no part.
 */
export function priceWords(set: PriceSet): string {
  const rules = set.rules.map(({ when, rates, times }) => {
    const factors = [...times].map(([key, factor]) => `${key} times ${factor}`).sort(compareText);
    return [`when ${whenWords(when)}`, ...rateWords(rates), ...factors].join(" ");
  });
  const thresholds = set.context.map(({ name, over, inclusive }) => `${name} ${inclusive ? "from" : "over"} ${over}`);
  const never = set.notOffered.map((when) => `never ${whenWords(when)}`);
  const parts = [rules, thresholds, never].map((lines) => lines.sort(compareText).join("\n"));
  const head = [set.price, `calendar ${set.calendar ?? ""}`, `discount ${set.discount ?? ""}`, ...rateWords(set.rates)];
  return [...head, ...parts].join("\n");
}

export function whenWords(when: When): string {
  const dimensions = [...when].map(([dimension, values]) => `${dimension}=${[...values].sort(compareText).join("|")}`);
  return dimensions.sort(compareText).join(" ");
}

function rateWords(rates: Rates): string[] {
  const words = [...rates].map(([key, rate]) =>
    rate.kind === "rate" ? `${key} ${rate.rate} per ${rate.per}` : `${key} as ${rate.meter}`,
  );
  return words.sort(compareText);
}
