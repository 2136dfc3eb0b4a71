import { describe, expect, test } from "vitest";
import { decimal } from "../../src/money/index.js";
import { billLine, costOf, hold, octoberEvents, openaiBill, stepsOf, ungroupedBillOf } from "./world.js";

const events = octoberEvents();
const total = costOf(events);

describe("without a ledger", () => {
  test("every line that states a quantity is held against the catalog's rate", () => {
    const { rateCheck, status, quantitiesChecked } = hold([openaiBill(events)], null);
    expect({ status, quantitiesChecked }).toEqual({ status: "reconciled", quantitiesChecked: false });
    expect(rateCheck).toMatchObject({ lines: 60, checked: 60, agree: 60, differ: 0, differing: [] });
    expect(rateCheck.amount.toString()).toBe("0");
  });

  test("lines at another rate are counted and named, with their place in file and catalog", () => {
    const dear = openaiBill(events, {
      each: (row) => (row.model === "beta" && row.meter === "output" ? { rate: decimal("1.7") } : {}),
    });
    const { rateCheck, status } = hold([dear], null);
    expect(status).toBe("reconciled");
    expect(rateCheck).toMatchObject({ lines: 60, checked: 60, agree: 50, differ: 10 });
    const output = costOf(
      events
        .filter((used) => used.model === "beta")
        .map((used) => ({ ...used, usage: new Map([...used.usage].filter(([name]) => name === "output")) })),
    );
    expect(rateCheck.amount.toString()).toBe(output.mul(decimal("0.0625")).toString());
    expect(rateCheck.differing[0]).toMatchObject({ name: "beta", meter: "output", rows: 1 });
    expect(rateCheck.differing[0]?.source).toMatch(/^catalog\/providers\/openai.yaml:\d+$/);
  });

  test("everything stands in invoice_only, which is no break; credits and unknown names stand apart", () => {
    const extra = [
      billLine(3, "Promotional credit", "-25"),
      billLine(3, "delta-9, input", "4.2", { quantity: "1000", unit: "tokens" }),
    ];
    const result = hold([openaiBill(events, { extra })], null);
    expect(stepsOf(result)).toEqual({
      invoice_only: total.toString(),
      credit: "-25",
      unexplained: "4.2",
      invoice: total.sub(decimal("20.8")).toString(),
    });
    expect(result.statements[0]?.breaks.map(({ cause }) => cause)).toEqual(["unmapped_sku"]);
    expect(result.statements[0]?.cells).toEqual({ matched: 0, withinTolerance: 0, breaks: 1 });
    expect(result.rateCheck.lines).toBe(60);
  });

  test("a meter that the catalog does not price is not checked, and breaks nothing", () => {
    const line = billLine(3, "alpha-2026-01-01, cache writes", "4.2", { quantity: "1000", unit: "tokens" });
    const result = hold([openaiBill(events, { extra: [line] })], null);
    expect(result.status).toBe("reconciled");
    expect(stepsOf(result).invoice_only).toBe(total.add(decimal("4.2")).toString());
    expect(result.rateCheck).toMatchObject({ lines: 61, checked: 60, agree: 60 });
  });

  test("lines without quantities are counted, and not checked", () => {
    expect(hold([ungroupedBillOf(events)], null).rateCheck).toMatchObject({
      lines: 10,
      checked: 0,
      agree: 0,
      differ: 0,
    });
  });

  test("a ledger without usage in the bill's scope is as none", () => {
    const other = events.map((used) => ({ ...used, time: used.time + 60 * 86_400_000 }));
    const result = hold([openaiBill(events)], other);
    expect(result.quantitiesChecked).toBe(false);
    expect(result.statements[0]?.breaks).toEqual([]);
    expect(result.ledger).toMatchObject({ events: events.length });
  });
});

test("the rate check stands beside a ledger too", () => {
  expect(hold([openaiBill(events)], events).rateCheck).toMatchObject({ lines: 60, checked: 60, agree: 60 });
});

test("a file without a single line is an answer with nothing in it", () => {
  const result = hold(["start_time,end_time,start_time_iso,end_time_iso"], events);
  expect(result).toMatchObject({ status: "reconciled", period: null, statements: [] });
  expect(result.rateCheck).toMatchObject({ lines: 0, checked: 0 });
});
