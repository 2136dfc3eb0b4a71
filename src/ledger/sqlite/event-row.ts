import type { UsageEvent } from "../../usage/index.js";
import { decodeEvent, type EventContent } from "../batch/event-content.js";
import type { SeriesTable } from "./series-table.js";

/** A row of `event`. */
export interface EventRow {
  readonly event: bigint;
  readonly series: bigint;
  readonly id: string;
  readonly time: bigint;
  readonly requests: bigint;
  readonly usage: string;
  readonly reasoning: string | null;
  readonly response_id: string | null;
  readonly status: string | null;
  readonly provider_cost: string | null;
  readonly charged: string | null;
  readonly unknown: string | null;
  readonly correction: "grown" | "replaced" | "voided" | null;
}

export const EVENT_COLUMNS =
  "event, series, id, time, requests, usage, reasoning, response_id, status, provider_cost, charged, unknown, correction";

export function contentOf(row: EventRow): EventContent {
  return {
    id: row.id,
    time: Number(row.time),
    requests: Number(row.requests),
    usage: row.usage,
    reasoning: row.reasoning,
    responseId: row.response_id,
    status: row.status,
    providerCost: row.provider_cost,
    charged: row.charged,
    unknown: row.unknown,
  };
}

export function eventOf(row: EventRow, series: SeriesTable): UsageEvent {
  return decodeEvent(contentOf(row), series.facts(Number(row.series)));
}
