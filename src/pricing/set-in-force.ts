import type { Offer, PriceSet } from "../catalog/index.js";
import type { Instant } from "../meters/index.js";
import type { Currency } from "../money/index.js";

/**
 * The confirmed set of a currency with the greatest `from` at or before the instant; undefined when there is none, or when
 * that set's `until` has passed: a promotion never silently goes on. Semantics section 3.
 */
export function setInForce(offer: Offer, currency: Currency, at: Instant): PriceSet | undefined {
  let latest: PriceSet | undefined;
  for (const set of offer.prices) {
    if (set.currency !== currency || set.status !== "confirmed" || set.from > at) continue;
    if (latest === undefined || set.from > latest.from) latest = set;
  }
  return latest === undefined || (latest.until !== null && latest.until <= at) ? undefined : latest;
}

/** The currency that an offer is priced in when nobody asks for another: US dollars, else the first of its books. */
export function defaultCurrency(offer: Offer): Currency {
  let first: Currency | undefined;
  for (const set of offer.prices) {
    if (set.currency === "USD") return "USD";
    first ??= set.currency;
  }
  return first ?? "USD";
}
