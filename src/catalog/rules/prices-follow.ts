import { formatDay } from "../../meters/index.js";
import { eachOffer } from "./each.js";
import { confirmedBooks } from "./in-force.js";
import type { Rule } from "./rule.js";

export const pricesFollow: Rule = {
  id: "prices-follow",
  refs: ["R12"],
  severity: "error",
  summary:
    "Two confirmed price sets of one currency begin at once, overlap, or leave a time between them without a price.",
  remedy: "end each set (until) where the next begins, or leave until out: the next set ends it",
  *check(catalog) {
    for (const { offer, subject } of eachOffer(catalog)) {
      for (const book of confirmedBooks(offer)) {
        for (const [index, set] of book.entries()) {
          const before = book[index - 1];
          // One that ends before it begins is a finding of its own.
          if (before === undefined || (before.until !== null && before.until <= before.from)) continue;
          const { line } = before.position;
          const at = { subject, position: set.position, value: formatDay(set.from) };
          const end = before.until === null ? "" : formatDay(before.until);
          if (before.from === set.from) {
            yield { ...at, message: `the set of line ${line} begins on ${at.value} in ${set.currency} as well` };
          } else if (before.until !== null && before.until > set.from) {
            yield { ...at, message: `the set begins on ${at.value}; that of line ${line} says it holds until ${end}` };
          } else if (before.until !== null && before.until < set.from) {
            yield { ...at, message: `no ${set.currency} price from ${end} (line ${line}) to ${at.value}` };
          }
        }
      }
    }
  },
};
