import type { Instant } from "../../meters/index.js";
import { exportRecord, type UsageEvent } from "../../usage/index.js";
import { contentAt, type EventBatch } from "../batch/event-batch.js";
import { decodeEvent, type EventContent } from "../batch/event-content.js";
import { Sums } from "../batch/sums.js";
import type { AppendOptions, ImportProblem, ImportResult } from "../ledger.js";
import { type EventRow, eventOf } from "./event-row.js";
import type { EventStore } from "./event-store.js";
import { type Found, judgeIdentity, judgeResponse, type Verdict } from "./judge.js";
import type { SeriesTable } from "./series-table.js";
import type { TotalStore } from "./total-store.js";

export interface Stores {
  readonly series: SeriesTable;
  readonly events: EventStore;
  readonly totals: TotalStore;
}

type Outcome = Pick<ImportProblem, "kind" | "reason">;

/** Adds one batch, within a transaction: what is new is inserted, what is not is judged. */
export class BatchImport {
  private readonly stores: Stores;
  private readonly growing: boolean;
  private readonly recordedAt: Instant;
  /** Logs are mostly all new or all known, and what the one before was is the best guess. */
  private lastWasKnown = false;
  /** Events that the batch's sums count and the ledger does not, and what corrections replaced. */
  private readonly uncounted = new Sums();

  constructor(stores: Stores, options: AppendOptions) {
    this.stores = stores;
    this.growing = options.growing;
    this.recordedAt = options.recordedAt;
  }

  run(batch: EventBatch): ImportResult {
    const keys = batch.series.map((content) => this.stores.series.keyOf(content));
    const problems: ImportProblem[] = batch.rejected.map(({ index, reason }) => ({ index, kind: "rejected", reason }));
    for (let n = 0; n < batch.places.length; n += 1) {
      const outcome = this.add(keys[batch.seriesOf[n] ?? 0] ?? 0, contentAt(batch.contents, n));
      if (outcome !== undefined) problems.push({ index: batch.places[n] ?? n, ...outcome });
    }
    for (const sum of batch.sums) this.stores.totals.apply(sum, keys[sum.series] ?? 0, 1);
    for (const sum of this.uncounted) this.stores.totals.apply(sum, sum.series, -1);
    return resultOf(batch.count, problems);
  }

  /** Undefined for an event that was inserted. */
  private add(series: number, content: EventContent): Outcome | undefined {
    const { events } = this.stores;
    if (!this.lastWasKnown && events.insertNew(series, content, this.recordedAt)) return undefined;
    const verdict = events.mayBeKnown(content) ? this.judge(series, content) : undefined;
    this.lastWasKnown = verdict !== undefined;
    if (verdict === undefined) {
      events.insert(series, content, this.recordedAt);
      return undefined;
    }
    if (verdict.kind === "grown") {
      const { from, reason } = verdict;
      events.insert(series, content, this.recordedAt, { corrects: from.event, correction: "grown", reason });
      this.uncounted.add(eventOf(from, this.stores.series), Number(from.series));
      return undefined;
    }
    const event = this.decode(series, content);
    this.uncounted.add(event, series);
    if (verdict.kind === "conflict") {
      events.keepConflict(verdict.with, exportRecord(event), verdict.reason, this.recordedAt);
    }
    return { kind: verdict.kind, reason: verdict.reason };
  }

  private judge(series: number, content: EventContent): Verdict | undefined {
    const { source, provider, model } = this.stores.series.facts(series);
    const isSameModel = (stored: number) => {
      const facts = this.stores.series.facts(stored);
      return facts.provider === provider && facts.model === model;
    };
    const found: Found = { series, content, growing: this.growing, isSameModel };
    const own = judgeIdentity(this.stores.events.versions(source, content.id), found);
    if (own !== undefined && own.kind !== "grown") return own;
    return judgeResponse(othersOfResponse(this.stores, this.decode(series, content)), found) ?? own;
  }

  private decode(series: number, content: EventContent): UsageEvent {
    return decodeEvent(content, this.stores.series.facts(series));
  }
}

/** Rows of the same response under another identity. */
export function othersOfResponse(stores: Stores, { provider, responseId, source, id }: UsageEvent): EventRow[] {
  if (responseId === undefined) return [];
  const rows = stores.events.ofResponse(provider, responseId);
  return rows.filter((row) => row.id !== id || stores.series.facts(Number(row.series)).source !== source);
}

function resultOf(count: number, problems: readonly ImportProblem[]): ImportResult {
  const of = (kind: ImportProblem["kind"]) => problems.filter((problem) => problem.kind === kind).length;
  const [existing, conflicts, rejected] = [of("existing"), of("conflict"), of("rejected")];
  return { inserted: count - problems.length, existing, conflicts, rejected, problems };
}
