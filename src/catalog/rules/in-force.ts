import type { Instant } from "../../meters/index.js";
import type { PriceSet } from "../price-set.js";
import type { Offer } from "../provider.js";

/** The confirmed sets of each currency of an offer, the oldest first. */
export function confirmedBooks(offer: Offer): PriceSet[][] {
  const books = new Map<string, PriceSet[]>();
  for (const set of offer.prices) {
    if (set.status !== "confirmed") continue;
    const book = books.get(set.currency);
    if (book === undefined) books.set(set.currency, [set]);
    else book.push(set);
  }
  return [...books.values()].map((book) => book.sort((a, b) => a.from - b.from));
}

/** Whether a confirmed set is in force at the instant, or will be. Semantics section 3. */
export function holdsNowOrLater(offer: Offer, set: PriceSet, at: Instant): boolean {
  if (set.status !== "confirmed" || (set.until !== null && set.until <= at)) return false;
  const later = offer.prices.some(
    (other) =>
      other.status === "confirmed" && other.currency === set.currency && other.from > set.from && other.from <= at,
  );
  return !later;
}

export function inForce(offer: Offer, set: PriceSet, at: Instant): boolean {
  return set.from <= at && holdsNowOrLater(offer, set, at);
}
