import { formatDay } from "../../meters/index.js";
import { eachOffer } from "./each.js";
import { inForce } from "./in-force.js";
import type { Rule } from "./rule.js";

export const priceInForce: Rule = {
  id: "price-in-force",
  refs: ["R9"],
  severity: "warning",
  summary: "An offer that can be used has no price in force: none is stated, or the last one has ended.",
  remedy: "add the price that holds now; a promotion's price never goes on by itself",
  *check(catalog, { today }) {
    for (const { offer, subject } of eachOffer(catalog)) {
      if (offer.status !== "active" && offer.status !== "deprecated") continue;
      const { prices, position } = offer;
      const confirmed = prices.filter((set) => set.status === "confirmed");
      if (confirmed.length === 0) yield { subject, position, message: `${offer.id} has no confirmed price` };
      if (confirmed.length === 0 || confirmed.some((set) => set.from > today || inForce(offer, set, today))) continue;
      const ended = Math.max(...confirmed.map((set) => set.until ?? 0));
      const message = `the last price of ${offer.id} ended on ${formatDay(ended)}`;
      yield { subject, position, message, value: formatDay(ended) };
    }
  },
};
