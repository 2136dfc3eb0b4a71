import type { Instant, Interval, Provider, Usage, VariantKey } from "../meters/index.js";
import type { Decimal, Money } from "../money/index.js";

/** What was asked for and where: the conditions of a price as an event records them. Absent is not stated. */
export interface EventConditions {
  /** One of SERVICE_TIERS, or a vendor's word that maps to none. `standard` where the record states none. */
  readonly serviceTier: string;
  readonly region?: string;
  readonly regionClass?: string;
  readonly speed?: string;
  readonly mode?: string;
  readonly variant?: Readonly<Partial<Record<VariantKey, string>>>;
}

/** Whose usage it was, in the words of the record. */
export interface Attribution {
  readonly account?: string;
  readonly project?: string;
  readonly apiKey?: string;
  readonly tenant?: string;
  readonly role?: string;
  readonly operation?: string;
}

/** One response (or one record that stands for `requests` of them) in disjoint meters. */
export interface UsageEvent extends EventConditions, Attribution {
  /** With `id`, the identity. The format's name unless the record says otherwise; never a path. */
  readonly source: string;
  readonly id: string;
  /** When the response, or the batch job, completed. */
  readonly time: Instant;
  readonly provider: Provider;
  /** As recorded; it is resolved when priced. */
  readonly model: string;
  readonly usage: Usage;
  /** Of the output, the reasoning tokens; a memo, never added. Absent is not stated. */
  readonly reasoning?: Decimal;
  readonly requests: number;
  /** The provider's id of the response, unique per provider over all sources. */
  readonly responseId?: string;
  readonly status?: string;
  /** What the provider itself said that it cost. */
  readonly providerCost?: Money;
  /** What the user was charged, where usage is resold. */
  readonly charged?: Money & { readonly credits?: Decimal };
  /** What the record holds that no field of ours does, by name: kept for the eye, never priced. */
  readonly unknown?: readonly string[];
}

/** Usage of one quarter hour that agrees in every condition and attribution. */
export interface UsageTotal extends EventConditions, Attribution {
  readonly source: string;
  /** Start of the quarter hour of UTC. */
  readonly quarter: Instant;
  readonly provider: Provider;
  readonly model: string;
  /** Where each request's whole input lies on the threshold list. */
  readonly interval: Interval;
  readonly usage: Usage;
  /** Memo: sum over the events; undefined when an event with output did not state it. */
  readonly reasoning?: Decimal;
  readonly requests: number;
  readonly events: number;
  /** Sum of what the provider said it cost, by currency, over the events that said so. */
  readonly providerCost: readonly Money[];
  /** Events without a provider cost: what `price: reported` cannot price. */
  readonly eventsWithoutCost: number;
}

/** A record that is no usage (a summary, a synthetic message), with the reason. */
export interface SkippedRecord {
  readonly kind: "skip";
  readonly reason: string;
}

/** A record that should be usage and cannot be understood, with what was expected and found. */
export interface RejectedRecord {
  readonly kind: "reject";
  readonly reason: string;
  /** Tokens that the record states in all, where it can be read: summed in the import's result. */
  readonly tokens?: Decimal;
}

export interface AcceptedRecord {
  readonly kind: "event";
  readonly event: UsageEvent;
}

export type RecordOutcome = AcceptedRecord | SkippedRecord | RejectedRecord;
