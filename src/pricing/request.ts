import type { Instant, Interval, Provider, Usage, VariantKey } from "../meters/index.js";
import type { Currency, Decimal, Money } from "../money/index.js";

/** The conditions under which usage happened; what is absent has its default. A UsageEvent or UsageTotal fits. */
export interface PriceConditions {
  readonly serviceTier?: string | undefined;
  readonly region?: string | undefined;
  readonly regionClass?: string | undefined;
  readonly speed?: string | undefined;
  readonly mode?: string | undefined;
  readonly variant?: Readonly<Partial<Record<VariantKey, string>>> | undefined;
  /** Where the whole input lies on the threshold list; by default it follows from the usage, as one request's. */
  readonly interval?: Interval | undefined;
}

/** A quantity in a meter's own unit: a safe integer, a bigint, or a decimal as text or Decimal. */
export type Quantity = number | bigint | string | Decimal;

export interface PriceRequest {
  readonly provider: Provider;
  /** Any name the provider's index knows: an id, an alias, a billing name, with the prefixes of its id grammar. */
  readonly model: string;
  /** Milliseconds since 1970 UTC, or a date or time in RFC 3339. */
  readonly at: Instant | string;
  readonly usage: Usage | Readonly<Record<string, Quantity>>;
  /** Memo: of the output, the reasoning tokens. */
  readonly reasoning?: Decimal | undefined;
  /** How many requests the usage stands for (default 1); with several, long context is unknown and priced short. */
  readonly requests?: number | undefined;
  readonly conditions?: PriceConditions | undefined;
  /** The price book to use; by default US dollars where the offer has them. */
  readonly currency?: Currency | undefined;
  /** What the provider itself said it cost: the price of offers whose price is `reported`. */
  readonly providerCost?: Money | undefined;
}

export interface PriceOptions {
  /** With the steps by which each rate came about; costs time. */
  readonly trace?: boolean;
}
