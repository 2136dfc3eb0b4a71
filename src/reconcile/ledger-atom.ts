import type { Offer, PriceSet } from "../catalog/index.js";
import type { Conditions, Instant, Interval, Meter, Provider } from "../meters/index.js";
import type { Currency, Decimal } from "../money/index.js";
import type { PriceConditions } from "../pricing/index.js";
import type { UsageTotal } from "../usage/index.js";
import type { CellValues } from "./cell-dimensions.js";

/** The ledger's usage of one meter under one price, one day and one attribution, priced as recorded. */
export interface LedgerAtom {
  readonly provider: Provider;
  readonly currency: Currency;
  readonly offer: Offer;
  readonly set: PriceSet;
  /** As recorded, before `billed_as`. */
  readonly recordedMeter: Meter;
  /** As an invoice bills it; null where the provider reports one cost for all meters. */
  readonly meter: Meter | null;
  /** Start of the invoice's day that the usage falls in. */
  readonly day: Instant;
  /** Conditions as priced, every dimension that a bill may tell apart. */
  readonly conditions: Conditions;
  /** As recorded: what repricing starts from. */
  readonly stated: PriceConditions;
  readonly lifted: Conditions;
  readonly interval: Interval;
  readonly account: string | undefined;
  readonly project: string | undefined;
  readonly apiKey: string | undefined;
  /** What of all this a bill may tell apart. */
  readonly values: CellValues;
  /** Start of the first quarter hour of the usage: an instant at which its price holds. */
  at: Instant;
  /** The quarter hours of the usage, each with its share, in any order and not always merged. */
  readonly shares: QuarterShare[];
  quantity: Decimal;
  amount: Decimal;
  /** The price of one unit; null when several rates went into the amount. */
  unit: Decimal | null;
  /** Memo, for output: the reasoning tokens recorded; null when a part does not say. */
  reasoning: Decimal | null;
  events: number;
}

/** What of an atom fell into one quarter hour. */
export interface QuarterShare {
  readonly at: Instant;
  readonly quantity: Decimal;
  readonly amount: Decimal;
}

/** A total that could not be priced, kept apart: its invoice line goes to `unexplained`. */
export interface UnpricedTotal {
  readonly total: UsageTotal;
  readonly offer: Offer | null;
  readonly meter: Meter | "output_reasoning";
  readonly quantity: Decimal;
  readonly message: string;
  /** What a bill may tell it apart by: no condition, because one of them may be what has no price. */
  readonly values: CellValues;
}
