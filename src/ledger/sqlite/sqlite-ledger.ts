import type { Database } from "better-sqlite3";
import type { Instant } from "../../meters/index.js";
import type { UsageEvent, UsageTotal } from "../../usage/index.js";
import { type EventBatch, encodeBatch } from "../batch/event-batch.js";
import type { AppendOptions, EventIdentity, ImportResult, Ledger, LedgerStats, TotalsQuery } from "../ledger.js";
import { type ConnectOptions, connect, explain } from "./connect.js";
import { addCorrection } from "./correction.js";
import { readDuplicates } from "./duplicates.js";
import { EventStore } from "./event-store.js";
import { BatchImport, type Stores } from "./importer.js";
import { readEvents } from "./read-events.js";
import { readTotals } from "./read-totals.js";
import { SeriesTable } from "./series-table.js";
import { readStats } from "./stats.js";
import { TotalStore } from "./total-store.js";
import { verifyLedger } from "./verify.js";

/** Opens a ledger in an SQLite file. Throws a FileProblem for what is no ledger, or one of a newer version. */
export function openSqliteLedger(path: string, options: ConnectOptions): Ledger {
  return new SqliteLedger(path, connect(path, options));
}

class SqliteLedger implements Ledger {
  private readonly path: string;
  private readonly db: Database;
  private readonly stores: Stores;

  constructor(path: string, db: Database) {
    this.path = path;
    this.db = db;
    this.stores = { series: new SeriesTable(db), events: new EventStore(db), totals: new TotalStore(db) };
  }

  append(events: readonly UsageEvent[], options: AppendOptions): ImportResult {
    return this.appendBatch(encodeBatch(events), options);
  }

  appendBatch(batch: EventBatch, options: AppendOptions): ImportResult {
    return this.write(() => new BatchImport(this.stores, options).run(batch));
  }

  totals(query: TotalsQuery): Iterable<UsageTotal> {
    return readTotals(this.db, this.stores.series, query);
  }

  duplicates(query: TotalsQuery): Iterable<UsageTotal> {
    return readDuplicates(this.db, this.stores.series, query);
  }

  events(query: TotalsQuery): Iterable<UsageEvent> {
    return readEvents(this.db, this.stores.series, query);
  }

  correct(identity: EventIdentity, to: UsageEvent | null, reason: string, recordedAt: Instant): void {
    this.write(() => addCorrection(this.path, this.stores, identity, to, reason, recordedAt));
  }

  stats(): LedgerStats {
    return readStats(this.db);
  }

  verify(): readonly string[] {
    return verifyLedger(this.db, this.stores.series);
  }

  close(): void {
    this.db.close();
  }

  /** One transaction that waits for its turn to write; all of it is kept or nothing. */
  private write<Result>(work: () => Result): Result {
    try {
      return this.db.transaction(work).immediate();
    } catch (error) {
      this.stores.series.forget();
      throw explain(this.path, error);
    }
  }
}
