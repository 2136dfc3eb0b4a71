import type { Position } from "../findings/index.js";
import type { Dimension, Instant, Meter, MeterGroup } from "../meters/index.js";
import type { Currency, Decimal } from "../money/index.js";

/** A price as published: `rate` for each `per` units of the meter. */
export interface Rate {
  readonly kind: "rate";
  readonly rate: Decimal;
  readonly per: Decimal;
  /** What one unit of a count meter is: "one search call, whatever its number of queries". */
  readonly counts: string | null;
  readonly position: Position;
}

/** The meter takes another's rate and is summed into it when held against an invoice. */
export interface BilledAs {
  readonly kind: "billed_as";
  readonly meter: Meter;
  readonly position: Position;
}

/** Rates by meter; `output_reasoning` is the one price key that is a memo's and no meter's. */
export type Rates = ReadonlyMap<PriceKey, Rate | BilledAs>;
export type PriceKey = Meter | "output_reasoning";

/** Every listed dimension must have one of its values. */
export type When = ReadonlyMap<Dimension, readonly string[]>;

/** Holds when all of its `when` holds; then states rates or factors for the meters and groups it names. */
export interface PriceRule {
  readonly when: When;
  readonly rates: Rates;
  readonly times: ReadonlyMap<PriceKey | MeterGroup, Decimal>;
  readonly position: Position;
}

/** The whole request has `context: name` once all its input meters together pass `over`. */
export interface ContextThreshold {
  readonly name: string;
  readonly over: number;
  /** True: exactly at the threshold passes already (`>=`). */
  readonly inclusive: boolean;
  readonly position: Position;
}

/** A free quota that the vendor states; single prices are gross of it. */
export interface Allowance {
  readonly meter: Meter;
  readonly quantity: Decimal;
  readonly per: "day" | "month";
  readonly scope: "account" | "project" | "model";
  readonly position: Position;
}

export type PriceStatus = "confirmed" | "announced" | "cancelled";

/** The prices of one offer in one currency from one day on. Append-only: a change is a new set. */
export interface PriceSet {
  readonly from: Instant;
  /** `from` as the file states it; earlier than `from` where an overlay divides the set and it holds on from a later day. */
  readonly statedFrom: Instant;
  /** The first instant at which the price no longer holds; null where no end is known. */
  readonly until: Instant | null;
  readonly currency: Currency;
  readonly status: PriceStatus;
  /** The page that states the price. */
  readonly source: string;
  /** The day the source was last looked at. */
  readonly checked: Instant;
  /** Why the price is not verified by two independent sources; null when it is. */
  readonly unverified: string | null;
  /** For announced prices: the day to look again. */
  readonly recheckOn: Instant | null;
  /** `reported`: the vendor states no rate, the event's own `provider_cost` is the price. */
  readonly price: "rates" | "reported";
  readonly rates: Rates;
  readonly rules: readonly PriceRule[];
  readonly context: readonly ContextThreshold[];
  /** Name of one of the provider's calendars, which gives the dimension `time_window`. */
  readonly calendar: string | null;
  /** Combinations that the vendor does not sell: an error to price. */
  readonly notOffered: readonly When[];
  readonly allowances: readonly Allowance[];
  /** The last factor, from an overlay: 0.93 for 7% off. */
  readonly discount: Decimal | null;
  /** The catalog directory that the set (or what an overlay changed of it) came from. */
  readonly layer: string;
  readonly position: Position;
}
