import { DAY, formatDay } from "../../meters/index.js";
import { eachSet } from "./each.js";
import { inForce } from "./in-force.js";
import type { Rule } from "./rule.js";

const MOST_DAYS = 30;

export const stalePrice: Rule = {
  id: "stale-price",
  refs: ["R12"],
  severity: "warning",
  summary: `A price in force was last compared with its source over ${MOST_DAYS} days ago.`,
  remedy: "look at the source, correct what has changed by a new price set, and set checked to that day",
  *check(catalog, { today }) {
    for (const { set, offer, subject } of eachSet(catalog)) {
      if (offer.status === "retired" || !inForce(offer, set, today)) continue;
      const days = Math.floor((today - set.checked) / DAY);
      if (days <= MOST_DAYS) continue;
      const message = `the price was last checked on ${formatDay(set.checked)}, ${days} days ago, at ${set.source}`;
      yield { subject, position: set.position, message, value: formatDay(set.checked) };
    }
  },
};
