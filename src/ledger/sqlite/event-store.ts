import Sqlite, { type Database, type Statement } from "better-sqlite3";
import type { Instant, Provider } from "../../meters/index.js";
import type { EventContent } from "../batch/event-content.js";
import { EVENT_COLUMNS, type EventRow } from "./event-row.js";

export interface Correction {
  /** The row that it replaces. */
  readonly corrects: bigint;
  readonly correction: "grown" | "replaced" | "voided";
  readonly reason: string;
}

/** Looks events up and adds them. */
export class EventStore {
  private readonly seen: Statement<[string, string | null], number>;
  private readonly byId: Statement<[string, string], EventRow>;
  private readonly byResponse: Statement<[string, Provider], EventRow>;
  private readonly plain: Statement;
  private readonly full: Statement;
  private readonly conflict: Statement;

  constructor(db: Database) {
    this.seen = db
      .prepare<[string, string | null], number>(
        "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?) OR EXISTS (SELECT 1 FROM event WHERE response_id = ?)",
      )
      .pluck()
      .safeIntegers(false);
    const rows = `SELECT ${EVENT_COLUMNS} FROM event JOIN series USING (series)`;
    this.byId = db.prepare(`${rows} WHERE id = ? AND source = ? ORDER BY event`);
    this.byResponse = db.prepare(`${rows} WHERE response_id = ? AND provider = ? ORDER BY event`);
    this.plain = db.prepare(
      `INSERT INTO event (series, id, time, requests, usage, reasoning, response_id, recorded_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.full = db.prepare(
      `INSERT INTO event (series, id, time, requests, usage, reasoning, response_id, recorded_at, status, provider_cost,
         charged, unknown, corrects, correction, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.conflict = db.prepare(
      `INSERT INTO conflict (event, record, reason, recorded_at) SELECT @event, @record, @reason, @recordedAt
       WHERE NOT EXISTS (SELECT 1 FROM conflict WHERE event = @event AND record = @record)`,
    );
  }

  /** Whether the id or the response id was seen anywhere: where not, nothing needs a closer look. */
  mayBeKnown(content: EventContent): boolean {
    return this.seen.get(content.id, content.responseId) !== 0;
  }

  /** All versions of an identity, the first first. */
  versions(source: string, id: string): EventRow[] {
    return this.byId.all(id, source);
  }

  /** All rows of a response, of whatever identity, the first first. */
  ofResponse(provider: Provider, responseId: string): EventRow[] {
    return this.byResponse.all(responseId, provider);
  }

  /** Inserts unless the ledger's own guard finds the identity or the response taken: false then, and nothing is done. */
  insertNew(series: number, content: EventContent, recordedAt: Instant): boolean {
    try {
      this.insert(series, content, recordedAt);
      return true;
    } catch (error) {
      if (error instanceof Sqlite.SqliteError && error.code === "SQLITE_CONSTRAINT_TRIGGER") return false;
      throw error;
    }
  }

  insert(series: number, content: EventContent, recordedAt: Instant, correction?: Correction): void {
    const { id, time, requests, usage, reasoning, responseId, status, providerCost, charged, unknown } = content;
    const isPlain = status === null && providerCost === null && charged === null && unknown === null;
    if (isPlain && correction === undefined) {
      this.plain.run(series, id, time, requests, usage, reasoning, responseId, recordedAt);
      return;
    }
    const { corrects = null, correction: kind = null, reason = null } = correction ?? {};
    const rest = [status, providerCost, charged, unknown, corrects, kind, reason];
    this.full.run(series, id, time, requests, usage, reasoning, responseId, recordedAt, ...rest);
  }

  /** Keeps a record that was refused, once. */
  keepConflict(event: bigint, record: string, reason: string, recordedAt: Instant): void {
    this.conflict.run({ event, record, reason, recordedAt });
  }
}
