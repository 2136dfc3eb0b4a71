import { describe, expect, test } from "vitest";
import { type Decimal, decimal } from "../../src/money/index.js";
import type { InvoiceInput } from "../../src/reconcile/index.js";
import type { UsageEvent } from "../../src/usage/index.js";
import {
  billLine,
  bridgeOf,
  catalog,
  causesOf,
  costOf,
  dayOf,
  event,
  evidenceOf,
  excludedOf,
  hold,
  invoice,
  octoberEvents,
  openaiBill,
  stepsOf,
  totalOf,
} from "./world.js";

const events = octoberEvents();
const total = costOf(events);

describe("lines that are no usage", () => {
  test("a promotional credit stands in the step credit, and breaks nothing", () => {
    const result = hold([openaiBill(events, { extra: [billLine(3, "Promotional credit", "-25")] })], events);
    expect(result.status).toBe("reconciled");
    expect(stepsOf(result)).toEqual({
      ledger: total.toString(),
      credit: "-25",
      invoice: total.sub(decimal("25")).toString(),
    });
    expect(result.statements[0]?.charges).toMatchObject([{ category: "credit", name: "Promotional credit" }]);
  });

  test("a correction of usage that was billed too high is a difference of its cell", () => {
    const line = billLine(3, "beta, output", "-1.25", { quantity: "-781250", unit: "tokens" });
    const result = hold([openaiBill(events, { extra: [line] })], events);
    expect(causesOf(result)).toEqual(["unknown quantity_variance -1.25"]);
    expect(result.statements[0]?.coverage.quantity?.lessThan(decimal("1"))).toBe(true);
  });
});

describe("names that the catalog does not know", () => {
  const extra = [
    billLine(3, "delta-9, input", "4.2", { quantity: "1000", unit: "tokens" }),
    billLine(4, "delta-9, output", "1.1", { quantity: "100", unit: "tokens" }),
  ];

  test("are one cause a name, with all that is billed of it, in the step unexplained", () => {
    const result = hold([openaiBill(events, { extra })], events);
    expect(causesOf(result)).toEqual(["unmapped_sku unexplained 5.3"]);
    expect(stepsOf(result)).toMatchObject({ ledger: total.toString(), unexplained: "5.3" });
    expect(result.statements[0]?.breaks[0]?.kind).toBe("unmapped");
    expect(evidenceOf(result)).toContain('the catalog knows no "delta-9" at openai; 5.3 USD is billed on 2 rows');
  });

  test("have an id each, also where their amounts are equal", () => {
    const other = billLine(3, "delta-8, input", "5.3", { quantity: "1", unit: "tokens" });
    const [first, second] =
      hold([openaiBill(events, { extra: [...extra, other] })], events).statements[0]?.breaks ?? [];
    expect(first?.amount.equals(second?.amount ?? decimal("0"))).toBe(true);
    expect(first?.id).not.toBe(second?.id);
  });

  test("are suggested a near one, and never priced by it", () => {
    const line = billLine(3, "betta, input", "4.2", { quantity: "1000", unit: "tokens" });
    const result = hold([openaiBill(events, { extra: [line] })], events);
    expect(evidenceOf(result)).toContain("near are beta");
    expect(stepsOf(result).unexplained).toBe("4.2");
  });
});

describe("usage without a price", () => {
  test("that is billed of a meter which the catalog does not price is one cause", () => {
    const line = billLine(3, "alpha-2026-01-01, cache writes", "4.2", { quantity: "1000", unit: "tokens" });
    const result = hold([openaiBill(events, { extra: [line] })], events);
    expect(causesOf(result)).toEqual(["unpriced_meter unexplained 4.2"]);
    expect(result.statements[0]?.breaks[0]?.kind).toBe("unpriced");
    expect(evidenceOf(result)).toContain("the catalog states no rate of openai/alpha for cache_write");
  });

  const turbo = (used: UsageEvent): UsageEvent => ({ ...used, serviceTier: "turbo" });
  const reason = 'the catalog states no price of openai/beta for service_tier "turbo"';

  test("recorded under a tier that the catalog does not know is left out, and its bill is unexplained", () => {
    const ofDay = (used: UsageEvent): boolean => dayOf(used) === 3 && used.model === "beta";
    const result = hold(
      [openaiBill(events)],
      events.map((used) => (ofDay(used) ? turbo(used) : used)),
    );
    expect(causesOf(result)).toEqual([`unpriced_meter unexplained ${costOf(events.filter(ofDay))}`]);
    expect(excludedOf(result)).toEqual([`ledger ${reason}: 24 ?`]);
  });

  test("of a part of a cell is the same cause, as a difference in quantity", () => {
    const ofKey = (used: UsageEvent): boolean => used.model === "beta" && used.apiKey === "key_b" && dayOf(used) === 3;
    const result = hold(
      [openaiBill(events)],
      events.map((used) => (ofKey(used) ? turbo(used) : used)),
    );
    expect(causesOf(result)).toEqual([`unpriced_meter quantity_variance ${costOf(events.filter(ofKey))}`]);
    expect(evidenceOf(result)).toContain(reason);
  });

  test("of one day does not excuse another day that the ledger lacks", () => {
    const ledger = events
      .filter((used) => dayOf(used) !== 6)
      .map((used) => (dayOf(used) === 3 && used.model === "beta" ? turbo(used) : used));
    const result = hold([openaiBill(events)], ledger);
    const lost = events.filter((used) => dayOf(used) === 6);
    expect(causesOf(result)).toContain(`missing_period invoice_only ${costOf(lost)}`);
  });

  test("of a model that the ledger names and nobody knows is left out by its name", () => {
    const strange = event({ time: "2026-10-03T10:00:00Z", model: "omega", usage: { output: 5 } });
    const result = hold([openaiBill(events)], [...events, strange]);
    expect(result.status).toBe("reconciled");
    expect(excludedOf(result)).toEqual(['ledger the catalog knows no "omega" at openai: 1 ?']);
  });
});

describe("currencies", () => {
  const inEuros = openaiBill(events, {
    each: (row) => (row.model === "beta" ? { currency: "eur", rate: row.rate.mul(decimal("0.9")) } : {}),
  });

  test("make a statement each; usage is priced by the book that its bill is in", () => {
    const result = hold([inEuros], events);
    expect(result.status).toBe("reconciled");
    expect(result.statements.map(({ currency, bridge }) => [currency, bridge.at(-1)?.amount.toString()])).toEqual([
      [
        "EUR",
        costOf(events.filter((used) => used.model === "beta"))
          .mul(decimal("0.9"))
          .toString(),
      ],
      ["USD", costOf(events.filter((used) => used.model !== "beta")).toString()],
    ]);
  });

  test("of which the catalog holds no price are unexplained, never converted", () => {
    const bill = openaiBill(events, { each: (row) => (row.model === "alpha" ? { currency: "eur" } : {}) });
    const result = hold([bill], events);
    expect(causesOf(result)).toEqual([
      `unpriced_meter unexplained ${costOf(events.filter((used) => used.model !== "beta"))}`,
    ]);
    expect(evidenceOf(result)).toContain("the catalog holds no EUR price of openai/alpha");
  });
});

describe("a total that the file states", () => {
  const inCents = openaiBill(events, {
    each: (row) => ({ amount: decimal(cents(row.quantity.mul(row.rate).toString())) }),
  });

  function withTotal(stated: Decimal): InvoiceInput {
    const file = invoice(inCents);
    file.book.add({ kind: "total", row: 999, amount: stated, currency: "USD" });
    return file;
  }

  /** Cut to cents of a dollar, as a file prints amounts in millionths. */
  function cents(millionths: string): string {
    const whole = BigInt(millionths.split(".")[0] ?? "0") / 10_000n;
    return `${whole / 100n}.${String(whole % 100n).padStart(2, "0")}`;
  }

  const sum = totalOf(inCents);

  test("is the invoice; what its lines lack within half a cent a row is rounding", () => {
    const stated = sum.add(decimal("0.05"));
    const result = hold([withTotal(stated)], events, { options: { toleranceAmount: decimal("1") } });
    expect(bridgeOf(result).invoice).toBe(stated.toString());
    expect(bridgeOf(result).unexplained).toBe("0");
    expect(result.invoices[0]).toMatchObject({ rows: 61, lines: 60, skipped: 1 });
  });

  test("that its lines lack by more is unexplained", () => {
    const result = hold([withTotal(sum.add(decimal("7")))], events);
    expect(bridgeOf(result).unexplained).toBe("7");
    expect(bridgeOf(result).invoice).toBe(sum.add(decimal("7")).toString());
  });
});

test("a result names the catalog that it was made with", () => {
  const result = hold([openaiBill(events)], events);
  expect(result.catalog.contentHash).toBe(catalog.contentHash);
  expect(result.hash).toMatch(/^[0-9a-f]{64}$/);
});
