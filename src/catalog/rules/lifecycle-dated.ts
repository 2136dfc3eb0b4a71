import type { Offer } from "../provider.js";
import { eachOffer } from "./each.js";
import type { Rule } from "./rule.js";

export const lifecycleDated: Rule = {
  id: "lifecycle-dated",
  refs: ["R20"],
  severity: "error",
  summary:
    "A retired offer does not say when it retired, or a deprecated one neither when it will nor why no day is known.",
  remedy: "add retires_on; for a deprecated offer without a known day say so in notes",
  *check(catalog) {
    for (const { offer, subject } of eachOffer(catalog)) {
      const message = missing(offer);
      if (message !== undefined) yield { subject, position: offer.position, message };
    }
  },
};

function missing(offer: Offer): string | undefined {
  if (offer.retiresOn !== null) return undefined;
  if (offer.status === "retired") return `${offer.id} is retired without retires_on`;
  if (offer.status !== "deprecated" || offer.notes !== null) return undefined;
  return `${offer.id} is deprecated without retires_on, and no notes say why`;
}
