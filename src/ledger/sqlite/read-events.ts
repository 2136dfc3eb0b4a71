import type { Database } from "better-sqlite3";
import type { UsageEvent } from "../../usage/index.js";
import type { TotalsQuery } from "../ledger.js";
import { EVENT_COLUMNS, type EventRow, eventOf } from "./event-row.js";
import { rangeOf } from "./range.js";
import type { SeriesTable } from "./series-table.js";

/** Events as they count, corrections applied, by time. */
export function* readEvents(db: Database, series: SeriesTable, query: TotalsQuery): Generator<UsageEvent> {
  const { where, values } = rangeOf("time", query);
  const rows = db.prepare<unknown[], EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM current_event JOIN series USING (series) WHERE ${where} ORDER BY time, event`,
  );
  for (const row of rows.iterate(...values)) yield eventOf(row, series);
}
