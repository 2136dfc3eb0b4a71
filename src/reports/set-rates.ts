import type { PriceKey, PriceSet } from "../catalog/index.js";
import { COMMON_METERS, type Conditions, type Dimension } from "../meters/index.js";
import { defaultValue, type SetPlan } from "../pricing/plan.js";
import { type NoRate, type ResolvedRate, rateIn, tableFor } from "../pricing/rate-table.js";

/** The prices of one set under one combination of conditions. */
export interface SetRates {
  /** Why the combination is not sold; null when it is. */
  readonly notOffered: string | null;
  of(key: PriceKey): ResolvedRate | NoRate;
}

/** What is not stated in the conditions has its default. */
export function ratesUnder(plan: SetPlan, stated: Conditions): SetRates {
  const conditions: Partial<Record<Dimension, string>> = {};
  for (const dimension of plan.dimensions) {
    const value = stated[dimension] ?? defaultValue(plan, dimension);
    if (value !== undefined) conditions[dimension] = value;
  }
  // A table of its own: what a report asks for must not fill the tables that pricing keeps.
  const table = tableFor({ ...plan, tables: new Map() }, "", conditions);
  return { notOffered: table.notOffered, of: (key) => rateIn(plan, table, key) };
}

/** Every price key that the set states somewhere, in the order in which people read meters. */
export function priceKeys(set: PriceSet): PriceKey[] {
  const keys = new Set<PriceKey>(
    [set.rates, ...set.rules.map((rule) => rule.rates)].flatMap((rates) => [...rates.keys()]),
  );
  return [...keys].sort((a, b) => readingOrder(a) - readingOrder(b) || (a < b ? -1 : 1));
}

function readingOrder(key: PriceKey): number {
  if (key === "output_reasoning") return COMMON_METERS.indexOf("output") + 0.5;
  const place = COMMON_METERS.indexOf(key.replace(/^cache_write_.*/, "cache_write"));
  return place < 0 ? COMMON_METERS.length : place;
}
