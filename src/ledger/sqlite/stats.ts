import type { Database } from "better-sqlite3";
import { isProvider, type Provider } from "../../meters/index.js";
import type { LedgerStats } from "../ledger.js";

/** Counts come from totals, so that they cost no scan of the events. */
export function readStats(db: Database): LedgerStats {
  const one = (sql: string) => db.prepare<[], bigint | null>(sql).pluck().get() ?? null;
  const first = one("SELECT time FROM current_event ORDER BY time LIMIT 1");
  const through = one("SELECT time FROM current_event ORDER BY time DESC LIMIT 1");
  const byProvider = readByProvider(db);
  return {
    events: byProvider.reduce((sum, { events }) => sum + events, 0),
    corrections: Number(one("SELECT count(*) FROM event WHERE corrects IS NOT NULL") ?? 0n),
    conflicts: Number(one("SELECT count(*) FROM conflict") ?? 0n),
    first: first === null ? null : Number(first),
    through: through === null ? null : Number(through),
    byProvider,
  };
}

function readByProvider(db: Database): { provider: Provider; source: string; events: number }[] {
  const rows = db.prepare<[], { provider: string; source: string; events: bigint }>(
    `SELECT provider, source, sum(events) AS events FROM total JOIN series USING (series)
     GROUP BY provider, source HAVING sum(events) <> 0 ORDER BY provider, source`,
  );
  return rows.all().flatMap(({ provider, source, events }) => {
    return isProvider(provider) ? [{ provider, source, events: Number(events) }] : [];
  });
}
