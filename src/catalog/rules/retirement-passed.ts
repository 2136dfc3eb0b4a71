import { formatDay } from "../../meters/index.js";
import { eachOffer } from "./each.js";
import type { Rule } from "./rule.js";

export const retirementPassed: Rule = {
  id: "retirement-passed",
  refs: ["R20"],
  severity: "warning",
  summary: "An offer whose retirement has passed is not marked as retired.",
  remedy: "set status: retired (it stays resolvable), or correct retires_on from the source",
  *check(catalog, { today }) {
    for (const { offer, subject } of eachOffer(catalog)) {
      if (offer.status === "retired" || offer.retiresOn === null || offer.retiresOn > today) continue;
      const day = formatDay(offer.retiresOn);
      const message = `${offer.id} was to retire on ${day} and is still ${offer.status}`;
      yield { subject, position: offer.position, message, value: day };
    }
  },
};
