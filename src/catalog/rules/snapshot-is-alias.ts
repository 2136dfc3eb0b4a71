import type { Catalog } from "../catalog.js";
import type { PriceSet } from "../price-set.js";
import type { Offer } from "../provider.js";
import { eachOffer, type OfferInPlace } from "./each.js";
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
    for (const places of offersOfOneModel(catalog)) {
      const seen = new Map<string, Offer>();
      for (const { offer, subject } of places) {
        const sameness = [...lifecycle(offer), ...offer.prices.map(datedWords)].join("\n");
        const other = seen.get(sameness);
        seen.set(sameness, other ?? offer);
        if (other === undefined) continue;
        const message = `${offer.id} has the model, the prices and the lifecycle of ${other.id}, line ${other.position.line}`;
        yield { subject, position: offer.position, message, value: offer.id };
      }
    }
  },
};

/** The offers with prices that share provider and model, where there are several. */
function offersOfOneModel(catalog: Catalog): OfferInPlace[][] {
  const groups = new Map<string, OfferInPlace[]>();
  for (const place of eachOffer(catalog)) {
    if (place.offer.model === null || place.offer.prices.length === 0) continue;
    const name = `${place.provider.id} ${place.offer.model}`;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [place]);
    else known.push(place);
  }
  return [...groups.values()].filter((places) => places.length > 1);
}

function datedWords(set: PriceSet): string {
  return `${set.from} ${set.until} ${set.currency} ${set.status} ${priceWords(set)}`;
}

function lifecycle(offer: Offer): unknown[] {
  return [offer.status, offer.deprecatedOn, offer.retiresOn, offer.regionClass];
}
