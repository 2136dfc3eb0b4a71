import type { Catalog } from "../catalog/index.js";
import type { Instant, Provider } from "../meters/index.js";
import type { Decimal } from "../money/index.js";
import type { UsageTotal } from "../usage/index.js";
import type { LineBook } from "./line-book.js";

/** One invoice file, read: its lines summed by what they state, and what became of every row. */
export interface InvoiceInput {
  readonly path: string;
  readonly sha256: string;
  /** Id of the format, and what the format can state and never holds. */
  readonly format: string;
  readonly kind: "cost" | "usage";
  readonly never: readonly string[];
  states(meter: string, serviceTier: string): boolean;
  readonly book: LineBook;
  readonly notes: readonly string[];
}

export interface LedgerInput {
  /** Totals of the calendar months that the invoice touches, and of two days on either side. */
  readonly totals: readonly UsageTotal[];
  /** The surplus of events that are equal in all but their id, in the same time. */
  readonly duplicates: readonly UsageTotal[];
  readonly events: number;
  readonly through: Instant | null;
}

export interface ReconcileOptions {
  /** Inclusive; cuts both sides. */
  readonly since?: Instant;
  /** Exclusive; cuts both sides. */
  readonly until?: Instant;
  readonly provider?: Provider;
  readonly account?: string;
  readonly project?: string;
  /** Offset from UTC, in milliseconds, of the days that the invoice counts in, where its rows do not say. */
  readonly dayOffset: number;
  readonly toleranceRatio: Decimal;
  readonly toleranceAmount: Decimal;
  /** Tax rate to try where the bill exceeds the catalog by it: 0.19. */
  readonly taxRate?: Decimal;
  /** Exchange rate to try where the bill is in another currency than the catalog: 1 USD in the bill's currency. */
  readonly exchangeRate?: Decimal;
}

export interface ReconcileInput {
  readonly invoices: readonly InvoiceInput[];
  /** Null when there is no ledger: then only the rates are checked. */
  readonly ledger: LedgerInput | null;
  readonly catalog: Catalog;
  readonly options: ReconcileOptions;
  /**
   * False: without a ledger, cells may be summed over accounts, projects and keys. It changes no amount of the answer, and a bill
   * of a million keys then takes a fraction of the time. By default true.
   */
  readonly attributed?: boolean;
}
