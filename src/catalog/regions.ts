import type { ProviderEntry } from "./provider.js";

/** The region class that a provider's region belongs to; undefined when the catalog maps it to none, which is unpriced. */
export function regionClassOf(provider: ProviderEntry, region: string): string | undefined {
  return provider.regions.classes.get(region);
}
