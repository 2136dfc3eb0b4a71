import type { Conditions, Instant, Provider } from "../meters/index.js";
import type { Catalog } from "./catalog.js";
import type { ChargeCategory, Offer } from "./provider.js";

/** The one offer that a provider means by a name at an instant, with what the id grammar lifted out of the name. */
export interface ResolvedOffer {
  readonly kind: "offer";
  readonly offer: Offer;
  readonly lifted: Conditions;
}

/** A line that is no usage: credits, taxes, fees. */
export interface ResolvedCharge {
  readonly kind: "charge";
  readonly category: ChargeCategory;
}

export interface Unresolved {
  readonly kind: "unknown";
  /** Near misses, shown and never priced. */
  readonly suggestions: readonly string[];
}

export type Resolution = ResolvedOffer | ResolvedCharge | Unresolved;

/** Looks a name up as it was recorded or billed: exactly, at that instant, after the provider's id grammar. */
export type ResolveName = (catalog: Catalog, provider: Provider, name: string, at: Instant) => Resolution;
