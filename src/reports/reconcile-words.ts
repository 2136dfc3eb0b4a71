import { DAY, formatDay, formatInstant } from "../meters/index.js";
import type { BridgeStep, CauseName, Owner, Period } from "../reconcile/index.js";

/** What a person reads instead of a step's name. A difference is invoice − ledger: positive, more was billed. */
export const STEP_WORDS: Readonly<Record<BridgeStep, string>> = {
  ledger: "Recorded usage at catalog prices",
  quantity_variance: "Quantity: billed more or less than recorded",
  rate_variance: "Rate: billed at another rate than recorded",
  amount_variance: "Amount: differs, and no quantity is stated",
  invoice_only: "Billed, not in the ledger",
  ledger_only: "In the ledger, not billed",
  tax: "Tax",
  credit: "Credits, discounts and refunds",
  fee: "Fees and purchases",
  adjustment: "Adjustments",
  rounding: "Rounding",
  unexplained: "Lines the catalog cannot name or price",
  invoice: "Invoice",
};

export const CAUSE_WORDS: Readonly<Record<CauseName, string>> = {
  batch_rate: "billed at the batch rate",
  flex_rate: "billed at the flex rate",
  priority_rate: "billed at the priority rate",
  long_context_rate: "long-context rate",
  cache_lifetime_rate: "another cache lifetime",
  regional_uplift: "regional price",
  price_change: "another dated price",
  uniform_discount: "one discount on everything",
  unit_slip: "off by a thousand or a million",
  currency: "another currency",
  tax_inclusive: "amounts include tax",
  cached_counted_twice: "cached tokens counted twice",
  cached_not_recorded: "cached tokens not recorded",
  reasoning_counted_twice: "reasoning counted twice",
  reasoning_not_recorded: "reasoning not recorded",
  duplicate_events: "events recorded twice",
  missing_key: "a key, project or account is missing",
  missing_period: "days are missing",
  time_zone: "times are shifted",
  late_usage: "usage booked in the next period",
  rounding: "rounding",
  unmapped_sku: "name is not in the catalog",
  unpriced_meter: "no price in the catalog",
  free_tier: "free of charge",
  unknown: "cause not known",
};

export const OWNER_WORDS: Readonly<Record<Owner, string>> = {
  catalog: "catalog keeper",
  engineering: "engineering",
  finance: "finance",
  vendor: "the provider",
  nobody: "nobody",
};

/** `2026-10-01 to 2026-10-31 (UTC)`: first and last day, both inclusive; with times where an edge is within a day. */
export function periodText({ from, to }: Period): string {
  if (from % DAY === 0 && to % DAY === 0) {
    const [first, last] = [formatDay(from), formatDay(to - 1)];
    return first === last ? `${first} (UTC)` : `${first} to ${last} (UTC)`;
  }
  return `${formatInstant(from)} to ${formatInstant(to)}`;
}

/** `1 break`, `3 breaks`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
