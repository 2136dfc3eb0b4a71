import type { Catalog } from "../catalog.js";
import type { PriceSet } from "../price-set.js";
import type { Offer } from "../provider.js";
import { eachOffer, type OfferInPlace } from "./each.js";

/** One offer, as it is and as it was. */
export interface OfferVersions {
  readonly after: OfferInPlace;
  readonly before: Offer;
}

/** Every offer that both catalogs have. */
export function* commonOffers(before: Catalog, after: Catalog): Generator<OfferVersions> {
  const earlier = offersById(before);
  for (const place of eachOffer(after)) {
    const offer = earlier.get(`${place.provider.id}/${place.offer.id}`);
    if (offer !== undefined) yield { after: place, before: offer };
  }
}

/** Offers by `provider/id`. */
export function offersById(catalog: Catalog): Map<string, Offer> {
  return new Map(eachOffer(catalog).map(({ provider, offer }) => [`${provider.id}/${offer.id}`, offer]));
}

/** The set of an offer that a set is a version of: same currency, same beginning. */
export function sameSet(offer: Offer, set: PriceSet): PriceSet | undefined {
  return offer.prices.find((other) => other.currency === set.currency && other.from === set.from);
}
