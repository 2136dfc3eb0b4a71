import type { Instant } from "../../meters/index.js";
import { decimal } from "../../money/index.js";
import type { UsageEvent } from "../../usage/index.js";
import type { SeriesFacts } from "./series-facts.js";
import { decodeMoney, decodeUsage, encodeMoney, encodeUsage } from "./usage-text.js";

/** What a record says beside its series, as plain values. Two records of equal series and contents say the same. */
export interface EventContent {
  readonly id: string;
  readonly time: Instant;
  readonly requests: number;
  /** encodeUsage's text. */
  readonly usage: string;
  readonly reasoning: string | null;
  readonly responseId: string | null;
  readonly status: string | null;
  /** encodeMoney's text. */
  readonly providerCost: string | null;
  readonly charged: string | null;
  /** A JSON list. Kept for the eye: it is no part of what a record says. */
  readonly unknown: string | null;
}

export function encodeEvent(event: UsageEvent): EventContent {
  const { charged, unknown } = event;
  return {
    id: event.id,
    time: event.time,
    requests: event.requests,
    usage: encodeUsage(event.usage),
    reasoning: event.reasoning === undefined ? null : event.reasoning.toString(),
    responseId: event.responseId ?? null,
    status: event.status ?? null,
    providerCost: event.providerCost === undefined ? null : encodeMoney(event.providerCost),
    charged: charged === undefined ? null : encodeMoney(charged, charged.credits),
    unknown: unknown === undefined || unknown.length === 0 ? null : JSON.stringify(unknown),
  };
}

export function decodeEvent(content: EventContent, { interval: _, ...facts }: SeriesFacts): UsageEvent {
  return {
    ...facts,
    id: content.id,
    time: content.time,
    usage: decodeUsage(content.usage),
    requests: content.requests,
    ...(content.reasoning !== null && { reasoning: decimal(content.reasoning) }),
    ...(content.responseId !== null && { responseId: content.responseId }),
    ...(content.status !== null && { status: content.status }),
    ...(content.providerCost !== null && { providerCost: decodeMoney(content.providerCost) }),
    ...(content.charged !== null && { charged: decodeMoney(content.charged) }),
    ...(content.unknown !== null && { unknown: JSON.parse(content.unknown) }),
  };
}
