import type { ChargeCategory } from "../catalog/index.js";
import type { Instant, Provider } from "../meters/index.js";
import type { Currency, Decimal } from "../money/index.js";
import type { CauseName, Owner } from "./cause.js";
import type { CellEntry } from "./entries.js";
import type { CellStep } from "./numbers.js";
import type { Period } from "./period.js";

/** The steps of the bridge, in the order in which it is read. */
export const BRIDGE_STEPS = [
  "ledger",
  "quantity_variance",
  "rate_variance",
  "amount_variance",
  "invoice_only",
  "ledger_only",
  "tax",
  "credit",
  "fee",
  "adjustment",
  "rounding",
  "unexplained",
  "invoice",
] as const;
export type BridgeStep = (typeof BRIDGE_STEPS)[number];

export interface BridgeLine {
  readonly step: BridgeStep;
  readonly amount: Decimal;
  /** Of steps that can break: how much of it the breaks hold, and what passed. */
  readonly inBreaks?: Decimal;
  readonly withinTolerance?: Decimal;
}

const BREAK_KINDS = [
  "quantity",
  "rate",
  "amount",
  "invoice_only",
  "ledger_only",
  "unpriced",
  "unmapped",
  "small_differences",
] as const;
export type BreakKind = (typeof BREAK_KINDS)[number];

/** One cause over the cells of one step that it explains together. */
export interface Break {
  readonly id: string;
  readonly step: CellStep;
  readonly kind: BreakKind;
  readonly cause: CauseName;
  readonly owner: Owner;
  readonly amount: Decimal;
  readonly provider: Provider;
  /** What all its cells state alike; null where they differ or do not state it. */
  readonly values: Readonly<Record<BreakField, string | null>>;
  readonly period: Period;
  readonly invoice: {
    readonly quantity: Decimal | null;
    readonly amount: Decimal | null;
    readonly rate: Decimal | null;
    readonly lines: readonly string[];
  };
  readonly ledger: { readonly quantity: Decimal | null; readonly amount: Decimal | null };
  readonly catalog: { readonly rate: Decimal | null; readonly per: Decimal | null; readonly source: string | null };
  readonly cells: readonly CellEntry[];
  readonly evidence: readonly string[];
  readonly remedy: string;
}

export const BREAK_FIELDS = [
  "model",
  "meter",
  "service_tier",
  "region_class",
  "account",
  "project",
  "api_key",
] as const;
type BreakField = (typeof BREAK_FIELDS)[number];

export interface CauseSum {
  readonly cause: CauseName;
  readonly owner: Owner;
  readonly breaks: number;
  readonly amount: Decimal;
}

export interface ExcludedSum {
  readonly side: "ledger" | "invoice";
  readonly reason: string;
  readonly provider: Provider;
  readonly events: number;
  /** Null when it is unknown, or partly. */
  readonly amount: Decimal | null;
  readonly currency: Currency | null;
  readonly names: readonly string[];
}

/** One currency's answer. */
export interface Statement {
  readonly currency: Currency;
  readonly coverage: { readonly amount: Decimal | null; readonly quantity: Decimal | null };
  readonly bridge: readonly BridgeLine[];
  readonly cells: { readonly matched: number; readonly withinTolerance: number; readonly breaks: number };
  readonly causes: readonly CauseSum[];
  readonly breaks: readonly Break[];
  readonly entries: readonly CellEntry[];
  readonly charges: readonly {
    readonly category: ChargeCategory;
    readonly name: string | null;
    readonly amount: Decimal;
    readonly rows: number;
  }[];
}

export interface RateCheckLine {
  readonly provider: Provider;
  readonly name: string;
  readonly meter: string;
  readonly rows: number;
  readonly quantity: Decimal;
  readonly billed: Decimal;
  readonly expected: Decimal;
  readonly difference: Decimal;
  readonly currency: Currency;
  readonly source: string;
  readonly lines: readonly string[];
}

export interface RateCheck {
  /** Rows of usage with money. */
  readonly lines: number;
  /** Rows that state a quantity and that the catalog can price. */
  readonly checked: number;
  readonly agree: number;
  readonly differ: number;
  /** Billed − expected over the checked rows. */
  readonly amount: Decimal;
  readonly differing: readonly RateCheckLine[];
}

export interface InvoiceSummary {
  readonly path: string;
  readonly sha256: string;
  readonly format: string;
  readonly kind: "cost" | "usage";
  readonly rows: number;
  readonly lines: number;
  readonly skipped: number;
  readonly skips: readonly { readonly line: number; readonly reason: string }[];
  readonly rejected: number;
  readonly rejects: readonly { readonly line: number; readonly reason: string }[];
  readonly statedTotal: Decimal | null;
  readonly total: Decimal | null;
  readonly never: readonly string[];
}

/** The whole answer. The same inputs give the same bytes. */
export interface Reconciliation {
  readonly status: "reconciled" | "breaks";
  readonly period: Period | null;
  readonly invoices: readonly InvoiceSummary[];
  readonly catalog: {
    readonly contentHash: string;
    readonly git: { readonly commit: string; readonly dirty: boolean } | null;
    readonly checked: Instant | null;
  };
  readonly ledger: { readonly events: number; readonly through: Instant | null } | null;
  /** Whether the ledger had usage to hold against the bill; without, only rates were checked. */
  readonly quantitiesChecked: boolean;
  /** No cost file was given: the amounts are the catalog's. */
  readonly noMoneyBilled: boolean;
  readonly tolerance: { readonly ratio: Decimal; readonly amount: Decimal };
  readonly hash: string;
  readonly statements: readonly Statement[];
  readonly rateCheck: RateCheck;
  readonly excluded: readonly ExcludedSum[];
  readonly notes: readonly string[];
}
