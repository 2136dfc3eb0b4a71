import type { Instant, Provider } from "../meters/index.js";
import type { UsageEvent, UsageTotal } from "../usage/index.js";
import type { EventBatch } from "./batch/event-batch.js";

/** Which totals to read. Absent means all. `from` is inclusive, `until` exclusive; for totals both are on quarter hours. */
export interface TotalsQuery {
  readonly from?: Instant;
  readonly until?: Instant;
  readonly providers?: readonly Provider[];
}

interface ImportCounts {
  readonly inserted: number;
  readonly existing: number;
  readonly conflicts: number;
  /** Events whose quantities the ledger cannot hold exactly. */
  readonly rejected: number;
}

/** What became of one event, by its place in the batch. Inserted ones are not listed. */
export interface ImportProblem {
  readonly index: number;
  readonly kind: "existing" | "conflict" | "rejected";
  readonly reason: string;
}

export interface ImportResult extends ImportCounts {
  readonly problems: readonly ImportProblem[];
}

export interface LedgerStats {
  readonly events: number;
  readonly corrections: number;
  readonly conflicts: number;
  readonly first: Instant | null;
  /** Time of the latest event. */
  readonly through: Instant | null;
  readonly byProvider: readonly { readonly provider: Provider; readonly source: string; readonly events: number }[];
}

export interface AppendOptions {
  /** The source's records grow: a later one that is larger in every meter corrects the earlier. */
  readonly growing: boolean;
  readonly recordedAt: Instant;
}

export interface EventIdentity {
  readonly source: string;
  readonly id: string;
}

/** Events in, totals out. SQLite by default; the same interface serves a fleet's database. */
export interface Ledger {
  /** One transaction: all of the batch or nothing. `growing`: a larger record of the same identity is a correction. */
  append(events: readonly UsageEvent[], options: AppendOptions): ImportResult;
  /** The same for events that were made ready elsewhere. */
  appendBatch(batch: EventBatch, options: AppendOptions): ImportResult;
  totals(query: TotalsQuery): Iterable<UsageTotal>;
  /** Totals of the surplus of events that are equal in all but their id: what counting each once would take away. */
  duplicates(query: TotalsQuery): Iterable<UsageTotal>;
  events(query: TotalsQuery): Iterable<UsageEvent>;
  /** Replaces an event by a new one that points to it (null: it no longer counts), with the reason. */
  correct(identity: EventIdentity, to: UsageEvent | null, reason: string, recordedAt: Instant): void;
  stats(): LedgerStats;
  /** Recomputes all totals from the events; the differences found, none when the ledger is sound. */
  verify(): readonly string[];
  close(): void;
}
