import { decimal } from "../../src/money/index.js";
import type { CauseName, Reconciliation } from "../../src/reconcile/index.js";
import { totalsOf } from "../../src/usage/index.js";
import {
  anthropicCosts,
  anthropicEvents,
  anthropicTokens,
  type BilledRow,
  billLine,
  cachedTwice,
  dayOf,
  event,
  hold,
  octoberEvents,
  openaiBill,
  shifted,
  withUsage,
} from "./world.js";

const events = octoberEvents();
const used = anthropicEvents();

type Each = (row: Omit<BilledRow, "amount">) => Partial<BilledRow>;

function atRate(times: string, each: Each = () => ({})): string {
  return openaiBill(events, { each: (row) => ({ rate: row.rate.mul(decimal(times)), ...each(row) }) });
}

function ofModel(model: string, times: string, prefix = ""): string {
  const each: Each = (row) =>
    row.model === model ? { rate: row.rate.mul(decimal(times)), item: prefix + row.item } : {};
  return openaiBill(events, { each });
}

const late = octoberEvents(11).filter((one) => dayOf(one) === 11 && new Date(one.time).getUTCHours() < 9);
const twice = events.filter((one) => one.model === "beta" && dayOf(one) === 3);
const output = (more: 1 | -1) =>
  events.map((one) =>
    withUsage(one, (q) => ({
      uncached_input: q("uncached_input"),
      cache_read: q("cache_read"),
      output: q("output") + more * Number(one.reasoning),
    })),
  );
const lasting = used.map((one) =>
  withUsage(one, (q) => ({
    uncached_input: q("uncached_input"),
    cache_read: q("cache_read"),
    cache_write_1h: q("cache_write_5m"),
    output: q("output"),
  })),
);
const oldRates: Readonly<Record<string, string>> = { uncached_input: "5", cache_read: "0.5", output: "20" };
const longRates: Readonly<Record<string, string>> = { uncached_input: "5", cache_read: "0.5", output: "22.5" };
const searches = [1, 2, 3].map((day) =>
  event({ time: `2026-10-0${day}T10:00:00Z`, model: "web-search", usage: { web_search: 30 } }),
);

/** For each cause that makes a break, a bill and a ledger that show it and nothing else. */
export const SCENARIOS: Readonly<Partial<Record<CauseName, () => Reconciliation>>> = {
  batch_rate: () => hold([ofModel("beta", "0.5")], events),
  flex_rate: () => hold([ofModel("alpha", "0.5", "flex | ")], events),
  priority_rate: () => hold([ofModel("alpha", "2", "priority | ")], events),
  long_context_rate: () =>
    hold([atRate("1", (row) => (row.model === "alpha" ? { rate: decimal(longRates[row.meter] ?? "0") } : {}))], events),
  cache_lifetime_rate: () => hold([anthropicCosts(lasting), anthropicTokens(lasting)], used),
  regional_uplift: () => hold([ofModel("alpha", "1.1")], events),
  price_change: () =>
    hold([atRate("1", (row) => (row.model === "alpha" ? { rate: decimal(oldRates[row.meter] ?? "0") } : {}))], events),
  uniform_discount: () => hold([atRate("0.93")], events),
  unit_slip: () =>
    hold([atRate("1", (row) => (row.model === "beta" ? { quantity: row.quantity.mul(decimal("1000")) } : {}))], events),
  currency: () => hold([atRate("0.9")], events, { options: { exchangeRate: decimal("0.9") } }),
  tax_inclusive: () => hold([atRate("1.19")], events, { options: { taxRate: decimal("0.19") } }),
  cached_counted_twice: () => hold([openaiBill(events)], cachedTwice(events)),
  cached_not_recorded: () =>
    hold(
      [anthropicCosts(used), anthropicTokens(used)],
      used.map((one) => withUsage(one, (q) => ({ uncached_input: q("uncached_input"), output: q("output") }))),
    ),
  reasoning_counted_twice: () => hold([openaiBill(events)], output(1)),
  reasoning_not_recorded: () => hold([openaiBill(events)], output(-1)),
  duplicate_events: () => hold([openaiBill(events)], [...events, ...twice], { duplicates: totalsOf(twice) }),
  missing_key: () =>
    hold(
      [openaiBill(events, { byKey: true })],
      events.filter((one) => one.apiKey !== "key_b"),
    ),
  missing_period: () =>
    hold(
      [openaiBill(events)],
      events.filter((one) => ![4, 5].includes(dayOf(one))),
    ),
  time_zone: () => hold([openaiBill(events)], shifted(events, 7)),
  late_usage: () =>
    hold(
      [openaiBill([...events, ...late.map((one) => ({ ...one, time: one.time - 86_400_000 }))])],
      [...events, ...late],
    ),
  unmapped_sku: () =>
    hold(
      [openaiBill(events, { extra: [billLine(3, "delta-9, input", "4.2", { quantity: "1000", unit: "tokens" })] })],
      events,
    ),
  unpriced_meter: () =>
    hold(
      [
        openaiBill(events, {
          extra: [billLine(3, "alpha-2026-01-01, cache writes", "4.2", { quantity: "1000", unit: "tokens" })],
        }),
      ],
      events,
    ),
  free_tier: () => hold([openaiBill(events)], [...events, ...searches]),
  unknown: () =>
    hold(
      [openaiBill(events, { extra: [billLine(3, "beta, output", "1.6", { quantity: "1000000", unit: "tokens" })] })],
      events,
    ),
};
