import type { Offer, PriceSet } from "../catalog/index.js";
import type { Meter } from "../meters/index.js";
import type { Currency, Decimal } from "../money/index.js";

/** What one meter of a usage costs. `amount` = `quantity` × `unit`, exact. */
export interface CostLine {
  readonly meter: Meter | "output_reasoning";
  readonly quantity: Decimal;
  /** After every condition, for each `per` units. */
  readonly rate: Decimal;
  readonly per: Decimal;
  /** The price of one unit, after every condition. */
  readonly unit: Decimal;
  readonly amount: Decimal;
  /** Where the rate stands in the catalog. */
  readonly source: { readonly file: string; readonly line: number; readonly layer: string };
  /** How the rate came about, a sentence a step; empty unless asked for by `trace`. */
  readonly steps: readonly string[];
}

export const UNPRICED_REASONS = [
  "unknown_model",
  "no_price_in_force",
  "no_rate",
  "undeclared_condition",
  "unknown_region",
  "not_offered",
  "ambiguous_price",
  "reasoning_not_stated",
  "no_provider_cost",
] as const;
export type UnpricedReason = (typeof UNPRICED_REASONS)[number];

/** A used meter that has no price: never 0, always named. */
export interface UnpricedMeter {
  readonly meter: Meter | "output_reasoning";
  readonly quantity: Decimal;
  readonly reason: UnpricedReason;
  readonly message: string;
}

/** The cost of a usage. `total` covers what is priced; `complete` says whether that is all. */
export interface Cost {
  readonly currency: Currency | null;
  readonly total: Decimal;
  readonly complete: boolean;
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedMeter[];
  /** The offer and the price set that were used; null where none was found. */
  readonly offer: Offer | null;
  readonly set: PriceSet | null;
}
