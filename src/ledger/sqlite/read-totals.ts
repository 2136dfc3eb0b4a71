import type { Database } from "better-sqlite3";
import { type Meter, meter } from "../../meters/index.js";
import { type Decimal, decimal, type Money } from "../../money/index.js";
import type { UsageTotal } from "../../usage/index.js";
import type { SeriesFacts } from "../batch/series-facts.js";
import { currencyOf } from "../batch/usage-text.js";
import type { TotalsQuery } from "../ledger.js";
import { rangeOf } from "./range.js";
import type { SeriesTable } from "./series-table.js";
import { joined } from "./total-store.js";

interface TotalRow {
  readonly quarter: bigint;
  readonly series: bigint;
  readonly events: bigint;
  readonly requests: bigint;
  readonly events_without_cost: bigint;
  readonly reasoning: bigint;
  readonly reasoning_nano: bigint;
  readonly events_without_reasoning: bigint;
  /** `output 50 0,uncached_input 400 0`: meter, whole, billionths. */
  readonly meters: string | null;
  /** `0.0021 USD,0.1 EUR`. */
  readonly costs: string | null;
}

/** Meters and costs come as text in the total's own row, so that one statement sees one state of the ledger. */
const TOTALS = `
  SELECT quarter, series, events, requests, events_without_cost, reasoning, reasoning_nano, events_without_reasoning,
    (SELECT group_concat(meter || ' ' || quantity || ' ' || nano) FROM total_meter AS m
      WHERE m.quarter = total.quarter AND m.series = total.series) AS meters,
    CASE WHEN events = events_without_cost THEN NULL ELSE
      (SELECT group_concat(amount || ' ' || currency) FROM total_cost AS c
        WHERE c.quarter = total.quarter AND c.series = total.series) END AS costs
  FROM total JOIN series USING (series)`;

/** Totals that still count something, by quarter hour. */
export function* readTotals(db: Database, series: SeriesTable, query: TotalsQuery): Generator<UsageTotal> {
  const { where, values } = rangeOf("quarter", query);
  const rows = db.prepare<unknown[], TotalRow>(`${TOTALS} WHERE events <> 0 AND ${where} ORDER BY quarter, series`);
  for (const row of rows.iterate(...values)) yield totalOf(row, series.facts(Number(row.series)));
}

function totalOf(row: TotalRow, facts: SeriesFacts): UsageTotal {
  return {
    ...facts,
    quarter: Number(row.quarter),
    usage: readMeters(row.meters),
    ...(row.events_without_reasoning === 0n && { reasoning: joined(row.reasoning, row.reasoning_nano) }),
    requests: Number(row.requests),
    events: Number(row.events),
    eventsWithoutCost: Number(row.events_without_cost),
    providerCost: readCosts(row.costs),
  };
}

function readMeters(text: string | null): ReadonlyMap<Meter, Decimal> {
  const usage = new Map<Meter, Decimal>();
  for (const part of text === null ? [] : text.split(",")) {
    const [name = "", whole = "0", nano = "0"] = part.split(" ");
    const quantity = joined(BigInt(whole), BigInt(nano));
    if (!quantity.isZero()) usage.set(meter(name), quantity);
  }
  return usage;
}

function readCosts(text: string | null): Money[] {
  return (text === null ? [] : text.split(",")).map((part) => {
    const [amount = "", currency = ""] = part.split(" ");
    return { amount: decimal(amount), currency: currencyOf(currency) };
  });
}
