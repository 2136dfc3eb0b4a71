import type { Catalog } from "../catalog/index.js";
import { Decimal } from "../money/index.js";
import type { CellIndex } from "./cell-index.js";
import type { CellEntry, Part } from "./entries.js";
import type { ReconcileOptions } from "./input.js";
import type { LedgerIndex } from "./ledger-index.js";
import type { Period } from "./period.js";
import type { UnpricedIndex } from "./unpriced.js";

export const CAUSES = [
  "batch_rate",
  "flex_rate",
  "priority_rate",
  "long_context_rate",
  "cache_lifetime_rate",
  "regional_uplift",
  "price_change",
  "uniform_discount",
  "unit_slip",
  "currency",
  "tax_inclusive",
  "cached_counted_twice",
  "cached_not_recorded",
  "reasoning_counted_twice",
  "reasoning_not_recorded",
  "duplicate_events",
  "missing_key",
  "missing_period",
  "time_zone",
  "late_usage",
  "rounding",
  "unmapped_sku",
  "unpriced_meter",
  "free_tier",
  "unknown",
] as const;
export type CauseName = (typeof CAUSES)[number];

/** Who should act. */
export const OWNERS = ["catalog", "engineering", "finance", "vendor", "nobody"] as const;
export type Owner = (typeof OWNERS)[number];

/** What a hypothesis is tested on: one provider's book in one currency. */
export interface CauseContext {
  readonly catalog: Catalog;
  readonly options: ReconcileOptions;
  readonly period: Period;
  /** Every cell of the book, with or without a difference. */
  readonly entries: readonly CellEntry[];
  /**
   * The differences that no earlier class has explained: those beyond tolerance, and those that passed, so that a cause
   * takes in all that it explains. A fit counts only if a part of it is beyond tolerance.
   */
  readonly open: readonly Part[];
  /** Whether a cell has an unexplained or explained part beyond tolerance: it does not agree. */
  differs(entry: CellEntry): boolean;
  /** The same cells, by what they have in common with one of them. */
  readonly cells: CellIndex;
  readonly ledger: LedgerIndex;
  /** Usage of the same providers and accounts up to two days before and after the period. */
  readonly beyond: LedgerIndex;
  /** Surplus of events that are equal in all but their id, priced. */
  readonly duplicates: LedgerIndex;
  /** Usage of the ledger that the catalog has no price for. */
  readonly unpriced: UnpricedIndex;
  /** The book again, with the ledger's totals moved in time by milliseconds. */
  rematchShifted(shift: number): readonly CellEntry[];
}

/** A hypothesis that the numbers bear out, over all the parts that it explains together. */
export interface Fit {
  readonly cause: CauseName;
  readonly owner: Owner;
  readonly parts: readonly Part[];
  /** Sentences with the numbers from which a person can recompute it. */
  readonly evidence: readonly string[];
  readonly remedy: string;
}

/** One cause, or a family of causes with one test. Classes are tested in order; the first with a fit decides. */
export interface CauseTest {
  readonly causes: readonly CauseName[];
  readonly klass: 1 | 2 | 3 | 4 | 5 | 6;
  /** Fits over groups of parts first, then over single parts. */
  find(context: CauseContext): Iterable<Fit>;
}

/** "Fits" means within ½·u·n of the parts together. */
export function boundOf(parts: readonly Part[]): Decimal {
  return Decimal.sum(parts.map((part) => part.entry.numbers.roundingBound));
}
