import type { Offer } from "../provider.js";
import { eachOffer } from "./each.js";
import { priceWords } from "./price-words.js";
import type { Rule } from "./rule.js";

export const snapshotIsAlias: Rule = {
  id: "snapshot-is-alias",
  refs: ["R4"],
  severity: "warning",
  summary:
    "Two offers of one model at one provider have the same prices and the same lifecycle: they will drift apart.",
  remedy: "make one of them an alias of the other; a snapshot is an offer only where its price or lifecycle differs",
  *check(catalog) {
    const seen = new Map<string, Offer>();
    for (const { provider, offer, subject } of eachOffer(catalog)) {
      if (offer.model === null || offer.prices.length === 0) continue;
      const sameness = [
        provider.id,
        offer.model,
        ...lifecycle(offer),
        ...offer.prices.map((set) => `${set.from} ${set.until} ${set.currency} ${set.status} ${priceWords(set)}`),
      ].join("\n");
      const other = seen.get(sameness);
      seen.set(sameness, other ?? offer);
      if (other === undefined) continue;
      const message = `${offer.id} has the model, the prices and the lifecycle of ${other.id}, line ${other.position.line}`;
      yield { subject, position: offer.position, message, value: offer.id };
    }
  },
};

function lifecycle(offer: Offer): unknown[] {
  return [offer.status, offer.deprecatedOn, offer.retiresOn, offer.regionClass];
}
