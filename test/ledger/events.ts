import fc from "fast-check";
import type { Ledger } from "../../src/ledger/ledger.js";
import { openSqliteLedger } from "../../src/ledger/sqlite/sqlite-ledger.js";
import { type Meter, meter, type Provider } from "../../src/meters/index.js";
import { decimal, type Money } from "../../src/money/index.js";
import { exportRecord, totalsOf, type UsageEvent, type UsageTotal } from "../../src/usage/index.js";

export const NOON = Date.parse("2026-10-03T12:00:00Z");
export const RECORDED_AT = Date.parse("2026-11-01T08:00:00Z");
export const ONCE = { growing: false, recordedAt: RECORDED_AT } as const;
export const GROWING = { growing: true, recordedAt: RECORDED_AT } as const;

type Quantities = Readonly<Record<string, number | string>>;

function usageOf(quantities: Quantities): ReadonlyMap<Meter, ReturnType<typeof decimal>> {
  return new Map(Object.entries(quantities).map(([name, quantity]) => [meter(name), decimal(String(quantity))]));
}

export interface EventFacts extends Partial<Omit<UsageEvent, "usage" | "reasoning" | "providerCost">> {
  readonly usage?: Quantities;
  readonly reasoning?: number;
  readonly cost?: Money;
}

export function dollars(amount: string): Money {
  return { amount: decimal(amount), currency: "USD" };
}

/** An event of one request at noon, with what a test is about. */
export function event(id: string, { usage, reasoning, cost, ...facts }: EventFacts = {}): UsageEvent {
  return {
    source: "usage",
    id,
    time: NOON,
    provider: "openai",
    model: "gpt-5.4-2026-03-05",
    serviceTier: "standard",
    requests: 1,
    usage: usageOf(usage ?? { uncached_input: 400, output: 50 }),
    ...(reasoning === undefined ? {} : { reasoning: decimal(String(reasoning)) }),
    ...(cost === undefined ? {} : { providerCost: cost }),
    ...facts,
  };
}

export function openAt(path: string, mode: "read" | "write" | "create" = "create"): Ledger {
  return openSqliteLedger(path, { mode, program: "0.1.0" });
}

/** Totals as text that can be compared whatever their order. */
export function totalsText(totals: Iterable<UsageTotal>): string[] {
  return [...totals].map(totalText).sort();
}

function totalText(total: UsageTotal): string {
  const usage = [...total.usage].filter(([, quantity]) => !quantity.isZero()).map(([name, q]) => `${name} ${q}`);
  const costs = total.providerCost.filter(({ amount }) => !amount.isZero());
  const providerCost = costs.map(({ amount, currency }) => `${amount} ${currency}`).sort();
  const variant = Object.entries(total.variant ?? {}).sort();
  return JSON.stringify(Object.entries({ ...total, variant, usage: usage.sort(), providerCost }).sort());
}

/** What a ledger's totals must be for these events. */
export function expectedTotals(events: Iterable<UsageEvent>): string[] {
  return totalsText(totalsOf(events));
}

/** Events as text, in an order of their own. */
export function recordsOf(events: Iterable<UsageEvent>): string[] {
  return [...events]
    .map((each) => {
      const variant = Object.fromEntries(Object.entries(each.variant ?? {}).sort());
      return exportRecord({ ...each, variant, usage: new Map([...each.usage].sort()) });
    })
    .sort();
}

const METERS = ["uncached_input", "cache_read", "cache_write_5m", "output", "web_search", "audio_second"];
const quantity = fc.oneof(
  fc.integer({ min: 1, max: 300_000 }).map(String),
  fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 999_999_999 })).map(([whole, nano]) => {
    return `${whole}.${String(nano).padStart(9, "0")}`;
  }),
  fc.constantFrom("999999999999999", "1000000000000000"),
);

const facts = fc.record(
  {
    model: fc.constantFrom("gpt-5.4", "o3"),
    serviceTier: fc.constantFrom("standard", "batch"),
    project: fc.constantFrom("search", "proj,with comma", "Ünïcode"),
    variant: fc.constantFrom({ size: "1024x1024" }, { quality: "high", size: "512x512" }),
    reasoning: fc.integer({ min: 0, max: 9999 }),
    requests: fc.integer({ min: 1, max: 40 }),
    status: fc.constantFrom("ok", "error"),
    cost: fc.record({
      amount: fc
        .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 20 }))
        .map(([digits, scale]) => {
          return decimal(`${digits}e-${scale}`);
        }),
      currency: fc.constantFrom("USD" as const, "EUR" as const),
    }),
  },
  { requiredKeys: ["model", "serviceTier"] },
);

/** An event with this id, over a few hours around noon, with everything that totals split by or sum. */
function anyEvent(id: string, source = "usage"): fc.Arbitrary<UsageEvent> {
  return fc
    .record({
      facts,
      minutes: fc.integer({ min: -90, max: 90 }),
      provider: fc.constantFrom<Provider>("openai", "azure"),
      usage: fc.dictionary(fc.constantFrom(...METERS), quantity, { maxKeys: 4 }),
    })
    .map(({ facts: stated, minutes, provider, usage }) => {
      return event(id, { ...stated, provider, source, time: NOON + minutes * 60_000 + 7, usage });
    });
}

/** Events of different identities. */
export const anyEvents = fc
  .integer({ min: 0, max: 25 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => anyEvent(`req_${n}`))));
