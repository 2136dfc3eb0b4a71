import type { UsageEvent } from "../../usage/index.js";
import { type EventContent, encodeEvent } from "./event-content.js";
import { seriesContent } from "./series-facts.js";
import { type Sum, Sums, unfit } from "./sums.js";

/**
 * Events made ready for a ledger: plain values in columns, so that another thread can prepare them, and their sums, which
 * are right when every one of them is new.
 */
export interface EventBatch {
  /** How many events were handed in; those that do not fit a ledger are in `rejected` and in no column. */
  readonly count: number;
  /** Contents of the series, by their numbers within the batch. */
  readonly series: readonly string[];
  /** Place of each event among those handed in. */
  readonly places: readonly number[];
  /** Number of each event's series. */
  readonly seriesOf: readonly number[];
  readonly contents: ContentColumns;
  readonly sums: readonly Sum[];
  readonly rejected: readonly { readonly index: number; readonly reason: string }[];
}

export type ContentColumns = { readonly [Field in keyof EventContent]: readonly EventContent[Field][] };

type Columns = { [Field in keyof EventContent]: EventContent[Field][] };

/** Encodes events one by one and hands out batches. */
export class EventBatcher {
  private count = 0;
  private readonly numbers = new Map<string, number>();
  private readonly places: number[] = [];
  private readonly seriesOf: number[] = [];
  private readonly contents: Columns = emptyColumns();
  private readonly sums = new Sums();
  private readonly rejected: { index: number; reason: string }[] = [];

  add(event: UsageEvent): void {
    const place = this.count;
    this.count += 1;
    const reason = unfit(event);
    if (reason !== undefined) {
      this.rejected.push({ index: place, reason });
      return;
    }
    const series = this.numberOf(seriesContent(event));
    this.places.push(place);
    this.seriesOf.push(series);
    append(this.contents, encodeEvent(event));
    this.sums.add(event, series);
  }

  finish(): EventBatch {
    const { count, places, seriesOf, contents, rejected } = this;
    return { count, series: [...this.numbers.keys()], places, seriesOf, contents, sums: [...this.sums], rejected };
  }

  private numberOf(content: string): number {
    const known = this.numbers.get(content);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(content, number);
    return number;
  }
}

export function encodeBatch(events: Iterable<UsageEvent>): EventBatch {
  const batcher = new EventBatcher();
  for (const event of events) batcher.add(event);
  return batcher.finish();
}

function emptyColumns(): Columns {
  return {
    id: [],
    time: [],
    requests: [],
    usage: [],
    reasoning: [],
    responseId: [],
    status: [],
    providerCost: [],
    charged: [],
    unknown: [],
  };
}

function append(columns: Columns, content: EventContent): void {
  columns.id.push(content.id);
  columns.time.push(content.time);
  columns.requests.push(content.requests);
  columns.usage.push(content.usage);
  columns.reasoning.push(content.reasoning);
  columns.responseId.push(content.responseId);
  columns.status.push(content.status);
  columns.providerCost.push(content.providerCost);
  columns.charged.push(content.charged);
  columns.unknown.push(content.unknown);
}

/** The content of the n-th event of the columns. */
export function contentAt(columns: ContentColumns, n: number): EventContent {
  return {
    id: columns.id[n] ?? "",
    time: columns.time[n] ?? 0,
    requests: columns.requests[n] ?? 0,
    usage: columns.usage[n] ?? "{}",
    reasoning: columns.reasoning[n] ?? null,
    responseId: columns.responseId[n] ?? null,
    status: columns.status[n] ?? null,
    providerCost: columns.providerCost[n] ?? null,
    charged: columns.charged[n] ?? null,
    unknown: columns.unknown[n] ?? null,
  };
}
