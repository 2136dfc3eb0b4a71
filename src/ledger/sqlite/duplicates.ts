import type { Database } from "better-sqlite3";
import { totalsOf, type UsageEvent, type UsageTotal } from "../../usage/index.js";
import type { TotalsQuery } from "../ledger.js";
import { EVENT_COLUMNS, type EventRow, eventOf } from "./event-row.js";
import { rangeOf } from "./range.js";
import type { SeriesTable } from "./series-table.js";

/** Twins share time and series, which one index holds; only such events are looked at closely. */
const twins = (where: string) => `
  WITH crowded AS (
    SELECT time, series FROM event JOIN series USING (series) WHERE ${where} GROUP BY time, series HAVING count(*) > 1)
  SELECT ${EVENT_COLUMNS}, count(*) - 1 AS surplus
  FROM crowded JOIN current_event USING (time, series)
  GROUP BY time, series, usage, requests, reasoning, status, provider_cost, charged
  HAVING count(*) > 1`;

/** Totals of what counting each group of equal events once would take away. */
export function readDuplicates(db: Database, series: SeriesTable, query: TotalsQuery): UsageTotal[] {
  const { where, values } = rangeOf("time", query);
  const rows = db.prepare<unknown[], EventRow & { readonly surplus: bigint }>(twins(where));
  function* surplus(): Generator<UsageEvent> {
    for (const row of rows.iterate(...values)) {
      const event = eventOf(row, series);
      for (let left = row.surplus; left > 0n; left -= 1n) yield event;
    }
  }
  return totalsOf(surplus());
}
