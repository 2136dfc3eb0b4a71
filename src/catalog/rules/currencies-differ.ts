import type { PriceSet, Rates } from "../price-set.js";
import { eachOffer } from "./each.js";
import { confirmedBooks } from "./in-force.js";
import type { Rule } from "./rule.js";

export const currenciesDiffer: Rule = {
  id: "currencies-differ",
  refs: ["R15"],
  severity: "error",
  summary: "Two price sets of an offer state the same numbers in two currencies: one of them is mislabelled.",
  remedy: "state each currency's own published price; nothing is converted",
  *check(catalog) {
    for (const { offer, subject } of eachOffer(catalog)) {
      const books = confirmedBooks(offer);
      if (books.length < 2) continue;
      const seen = new Map<string, PriceSet>();
      for (const set of books.flat()) {
        const numbers = signature(set.rates);
        const other = seen.get(numbers);
        seen.set(numbers, other ?? set);
        if (numbers === "" || other === undefined || other.currency === set.currency) continue;
        const message = `the rates in ${set.currency} are those of line ${other.position.line} in ${other.currency}`;
        yield { subject, position: set.position, message, value: set.currency };
      }
    }
  },
};

/** The numbers that are not 0, so that a free model may be free in every currency. */
function signature(rates: Rates): string {
  const numbers = [...rates].flatMap(([key, rate]) =>
    rate.kind === "rate" && !rate.rate.isZero() ? [`${key}=${rate.rate}/${rate.per}`] : [],
  );
  return numbers.sort().join(" ");
}
