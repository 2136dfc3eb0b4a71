import type { Database } from "better-sqlite3";
import { formatInstant } from "../../meters/index.js";
import { totalsOf, type UsageTotal } from "../../usage/index.js";
import { readEvents } from "./read-events.js";
import { readTotals } from "./read-totals.js";
import type { SeriesTable } from "./series-table.js";

/** Differences listed at most; the rest is counted. */
const MOST_LISTED = 100;

/** Recomputes all totals from the events, and has SQLite check its file: a sentence for each difference. */
export function verifyLedger(db: Database, series: SeriesTable): string[] {
  return db.transaction(() => {
    const differences = [...checkFile(db), ...compareTotals(db, series)];
    const more = differences.length - MOST_LISTED;
    return more > 0 ? [...differences.slice(0, MOST_LISTED), `and ${more} more differences`] : differences;
  })();
}

function* checkFile(db: Database): Generator<string> {
  for (const found of db.prepare<[], string>("PRAGMA quick_check").pluck().iterate()) {
    if (found !== "ok") yield `the database file is damaged: ${found}`;
  }
  const dangling = db.prepare<[], { table: string }>("PRAGMA foreign_key_check").all();
  for (const { table } of dangling) yield `a row of ${table} points to a row that does not exist`;
}

function* compareTotals(db: Database, series: SeriesTable): Generator<string> {
  const computed = new Map<string, string>();
  for (const total of totalsOf(readEvents(db, series, {}))) computed.set(keyOf(total), numbersOf(total));
  for (const total of readTotals(db, series, {})) {
    const key = keyOf(total);
    const expected = computed.get(key);
    const found = numbersOf(total);
    if (expected === undefined) yield `${describe(total)}: a total of ${found} without an event`;
    else if (expected !== found) yield `${describe(total)}: the events sum to ${expected}, the total says ${found}`;
    computed.delete(key);
  }
  for (const [key, expected] of computed) yield `${key}: the events sum to ${expected}, there is no total`;
}

/** What tells a total apart, in a fixed order of fields. */
function keyOf(total: UsageTotal): string {
  const {
    usage: _,
    reasoning: __,
    requests: ___,
    events: ____,
    providerCost: _____,
    eventsWithoutCost: ______,
    ...key
  } = total;
  return JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function numbersOf(total: UsageTotal): string {
  const meters = [...total.usage]
    .filter(([, quantity]) => !quantity.isZero())
    .map(([meter, quantity]) => `${meter} ${quantity}`);
  // What was corrected away leaves a 0 of its currency behind, as it leaves one of its meters.
  const costs = total.providerCost
    .filter(({ amount }) => !amount.isZero())
    .map(({ amount, currency }) => `${amount} ${currency}`);
  const reasoning = total.reasoning === undefined ? [] : [`reasoning ${total.reasoning}`];
  const counts = [`${total.events} events`, `${total.requests} requests`, `${total.eventsWithoutCost} without cost`];
  return [...counts, ...meters.sort(), ...reasoning, ...costs.sort()].join(", ");
}

function describe(total: UsageTotal): string {
  return `${formatInstant(total.quarter)} ${total.provider} ${total.model} (${total.source})`;
}
