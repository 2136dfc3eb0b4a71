import fc from "fast-check";
import { CHARGE_CATEGORIES } from "../../src/catalog/provider.js";
import type { InvoiceLine, RowOutcome } from "../../src/invoices/index.js";
import { DAY, HOUR, type Meter, meter } from "../../src/meters/index.js";
import { Decimal } from "../../src/money/index.js";
import { type InvoiceInput, LineBook } from "../../src/reconcile/index.js";
import type { UsageEvent } from "../../src/usage/index.js";
import { at } from "./world.js";

const FIRST = at("2026-10-01");
const DAYS = 4;

const whole = fc.integer({ min: 0, max: 400_000 }).map((value) => Decimal.fromInteger(value));
const signed = fc.integer({ min: -300_000, max: 400_000 }).map((value) => Decimal.fromInteger(value));
const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 13n }), fc.constantFrom(2, 6, 12, 20))
  .map(([digits, scale]) => new Decimal(digits, scale));

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined, freq: 2 });
}

/** Leaves out what is undefined: absent is not stated. */
function stated<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const attribution = {
  account: maybe(fc.constantFrom("org-1", "org-2")),
  project: maybe(fc.constantFrom("p1", "p2")),
  apiKey: maybe(fc.constantFrom("key_a", "key_b", "key_c")),
};

const METERS = ["uncached_input", "cache_read", "cache_write_1h", "output"] as const;
const LINE_METERS = [...METERS, "tokens", "input", "cache_write_*"] as const;
const OFFERS = ["alpha", "alpha-2026-01-01", "beta"] as const;

/** A line of tokens with whatever it may state, one of a count, one that names nothing, one that nobody knows, a charge. */
const named = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ name: fc.constantFrom(...OFFERS), meter: fc.constantFrom(...LINE_METERS, null) }),
  },
  { weight: 1, arbitrary: fc.constant({ name: "web search tool calls", meter: "web_search" }) },
  { weight: 1, arbitrary: fc.constant({ name: null, meter: null }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom("delta-9", "delta-8"), meter: fc.constant("output") }) },
  { weight: 1, arbitrary: fc.constant({ name: "Promotional credit", meter: null }) },
);

const conditions = {
  serviceTier: maybe(fc.constantFrom("standard", "batch", "flex", "priority")),
  context: maybe(fc.constantFrom("short", "long")),
  regionClass: maybe(fc.constantFrom("global", "eu")),
};

const bucket = fc.oneof(
  { weight: 6, arbitrary: fc.nat(DAYS - 1).map((day) => ({ from: FIRST + day * DAY, to: FIRST + (day + 1) * DAY })) },
  { weight: 1, arbitrary: fc.nat(23).map((hour) => ({ from: FIRST + hour * HOUR, to: FIRST + (hour + 1) * HOUR })) },
  { weight: 1, arbitrary: fc.constant({ from: FIRST, to: FIRST + DAYS * DAY }) },
);

/** Lines without their row, of a cost file or (without money) of a usage file. */
function lines(kind: "cost" | "usage"): fc.Arbitrary<Omit<InvoiceLine, "row">> {
  const money = kind === "cost" ? amount : fc.constant(null);
  const currency =
    kind === "cost"
      ? fc.constantFrom("USD" as const, "USD" as const, "USD" as const, "EUR" as const)
      : fc.constant(null);
  const category = fc.oneof(
    { weight: 9, arbitrary: fc.constant("usage" as const) },
    fc.constantFrom(...CHARGE_CATEGORIES),
  );
  return fc
    .record({
      what: named,
      bucket,
      dimensions: fc.record({ ...conditions, ...attribution }).map(stated),
      category: kind === "cost" ? category : fc.constant("usage" as const),
      amount: money,
      currency,
      quantity: kind === "cost" ? fc.option(signed, { freq: 3 }) : whole,
      listAmount: maybe(amount),
    })
    .map(({ what, bucket: span, dimensions, listAmount, ...facts }) => ({
      kind: "line",
      provider: "openai",
      name: what.name,
      meter: what.meter as Meter | null,
      ...span,
      ...facts,
      ...(listAmount === undefined ? {} : { listAmount }),
      ...dimensions,
    }));
}

export type Row = Omit<InvoiceLine, "row"> | "blank" | "bad";

/** At least one row of a cost file has money: with none, the amounts would be the catalog's. */
export const costRows: fc.Arbitrary<Row[]> = fc
  .array(fc.oneof({ weight: 12, arbitrary: lines("cost") }, fc.constantFrom("blank" as const, "bad" as const)), {
    minLength: 1,
    maxLength: 14,
  })
  .filter((rows) => rows.some((row) => typeof row !== "string"));
export const usageRows: fc.Arbitrary<Row[]> = fc.array(lines("usage"), { maxLength: 8 });

function outcomeOf(row: Row, index: number): RowOutcome {
  if (row === "blank") return { kind: "skip", row: index + 2, reason: "a blank record" };
  if (row === "bad") return { kind: "reject", row: index + 2, reason: "no number" };
  return { ...row, row: index + 2 };
}

/** A file of these rows, as the reconciliation takes it. */
export function fileOf(rows: readonly Row[], kind: "cost" | "usage", statedTotal: Decimal | null = null): InvoiceInput {
  const book = new LineBook();
  for (const [index, row] of rows.entries()) book.add(outcomeOf(row, index));
  if (statedTotal !== null) book.add({ kind: "total", row: rows.length + 2, amount: statedTotal, currency: "USD" });
  const states = (): boolean => true;
  return { path: `${kind}.csv`, sha256: kind, format: kind, kind, never: [], states, book, notes: [] };
}

const used = fc.dictionary(fc.constantFrom(...METERS), whole, { minKeys: 1, maxKeys: 4 });

/** Usage of the same days and a little around them, some of it of models and tiers that nobody knows. */
function eventsOf(models: readonly string[], tiers: readonly string[], days: number): fc.Arbitrary<UsageEvent[]> {
  const one = fc.record({
    model: fc.constantFrom(...models),
    tier: fc.constantFrom(...tiers),
    quarter: fc.integer({ min: days < 0 ? days * 96 : 0, max: (DAYS + Math.abs(days)) * 96 - 1 }),
    usage: used,
    requests: fc.constantFrom(1, 1, 1, 3),
    reasoning: maybe(fc.nat(50)),
    more: fc.record({ ...attribution, regionClass: maybe(fc.constantFrom("global", "eu")) }).map(stated),
  });
  return fc.array(one, { maxLength: 14 }).map((all) =>
    all.map(({ model, tier, quarter, usage, requests, reasoning, more }, index) => ({
      source: "test",
      id: `e${index}`,
      time: FIRST + quarter * (HOUR / 4),
      provider: "openai" as const,
      model,
      usage: new Map(Object.entries(usage).map(([name, quantity]) => [meter(name), quantity])),
      requests,
      serviceTier: tier,
      ...(reasoning === undefined ? {} : { reasoning: Decimal.fromInteger(reasoning) }),
      ...more,
    })),
  );
}

export const ledgers = eventsOf(
  [...OFFERS, "omega"],
  ["standard", "standard", "batch", "flex", "priority", "turbo"],
  -1,
);
