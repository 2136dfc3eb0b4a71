import type { Instant } from "../meters/index.js";
import type { ProviderEntry } from "./provider.js";

/** The latest day on which any price was checked against its source; null where there is none. */
export function latestCheck(providers: Iterable<ProviderEntry>): Instant | null {
  let latest: Instant | null = null;
  for (const provider of providers) {
    for (const offer of provider.offers) {
      for (const set of offer.prices) if (latest === null || set.checked > latest) latest = set.checked;
    }
  }
  return latest;
}
