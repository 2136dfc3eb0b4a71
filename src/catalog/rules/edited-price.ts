import { formatDay } from "../../meters/index.js";
import { priceWords } from "./price-words.js";
import type { Rule } from "./rule.js";
import { commonOffers, sameSet } from "./versions.js";

export const editedPrice: Rule = {
  id: "edited-price",
  refs: ["R2"],
  severity: "warning",
  comparesBefore: true,
  summary: "A confirmed price set was edited in place, which changes the cost of usage that is past.",
  remedy: "add a new price set with its own from; edit the old one only if it was wrong from its first day",
  *check(catalog, { before }) {
    if (before === undefined) return;
    for (const { after, before: earlier } of commonOffers(before, catalog)) {
      for (const set of after.offer.prices) {
        const was = sameSet(earlier, set);
        if (was?.status !== "confirmed" || priceWords(was) === priceWords(set)) continue;
        const message = `the ${set.currency} price from ${formatDay(set.from)} is not what it was`;
        yield { subject: after.subject, position: set.position, message, value: formatDay(set.from) };
      }
    }
  },
};
