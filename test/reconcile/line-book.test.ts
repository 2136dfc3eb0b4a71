import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InvoiceLine } from "../../src/invoices/index.js";
import { meter } from "../../src/meters/index.js";
import { decimal } from "../../src/money/index.js";
import { type LineAtom, LineBook, reconcile } from "../../src/reconcile/index.js";
import { reconcileDocument } from "../../src/reports/reconcile-json.js";
import { at, billLine, catalog, invoice, octoberEvents, openaiBill } from "./world.js";

const DAY = 86_400_000;

function line(row: number, more: Partial<InvoiceLine> = {}): InvoiceLine {
  const from = at("2026-10-03T00:00:00Z");
  const facts = {
    provider: "openai",
    category: "usage",
    name: "alpha",
    meter: meter("output"),
    currency: "USD",
  } as const;
  return { kind: "line", row, ...facts, from, to: from + DAY, amount: decimal("1"), quantity: decimal("10"), ...more };
}

function bookOf(lines: readonly InvoiceLine[]): LineBook {
  const book = new LineBook();
  for (const each of lines) book.add(each);
  return book;
}

function told({ name, project, apiKey, amount, quantity, rows, runs }: LineAtom): unknown[] {
  return [name, project, apiKey, amount?.toString(), quantity?.toString(), rows, runs.join()];
}

describe("the lines of a file", () => {
  test("are one where they agree in all they state, with the rows behind them", () => {
    const lines = [line(2), line(3), line(4, { name: "beta" }), line(7), line(8, { amount: decimal("0.25") })];
    expect([...bookOf(lines).atoms()].map(told)).toEqual([
      ["alpha", undefined, undefined, "3.25", "40", 4, "2,3,7,8"],
      ["beta", undefined, undefined, "1", "10", 1, "4,4"],
    ]);
  });

  test("are apart by everything that they state, and by whether they state it", () => {
    const others: Partial<InvoiceLine>[] = [
      { name: "beta" },
      { name: null },
      { meter: meter("uncached_input") },
      { meter: null },
      { from: line(0).from + DAY, to: line(0).to + DAY },
      { to: line(0).to + DAY },
      { serviceTier: "batch" },
      { context: "long" },
      { regionClass: "eu" },
      { speed: "fast" },
      { mode: "thinking" },
      { variant: { size: "1024x1024" } },
      { variant: { size: "512x512" } },
      { account: "org-1" },
      { project: "org-1" },
      { apiKey: "org-1" },
      { category: "credit" },
      { currency: "EUR" },
      { provider: "azure" },
      { amount: null },
      { quantity: null },
    ];
    const lines = [{}, ...others].map((more, index) => line(index + 2, more));
    const atoms = [...bookOf([...lines, ...lines]).atoms()];
    expect(atoms).toHaveLength(lines.length);
    expect(atoms.every((atom) => atom.rows === 2)).toBe(true);
  });

  test("come in one order, whatever the order of the rows", () => {
    const any = fc.record({
      name: fc.constantFrom("alpha", "beta", null),
      project: fc.constantFrom("p", "q"),
      apiKey: fc.constantFrom("k", "l"),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (facts) => {
        const lines = facts.map((more, index) => line(index, more));
        const facing = (book: LineBook): unknown[] => [...book.atoms()].map((atom) => told(atom).slice(0, 6));
        expect(facing(bookOf([...lines].reverse()))).toEqual(facing(bookOf(lines)));
      }),
    );
  });

  test("summed over accounts, projects and keys add up to the same, and can be told apart again", () => {
    const lines = [1, 2, 3, 4, 5, 6].map((row) => line(row, { project: `p${row % 2}`, apiKey: `k${row % 3}` }));
    const book = bookOf([...lines, line(7, { name: "beta" })]);
    const whole = [...book.atomsOfAll()];
    expect(whole.map(told)).toEqual([
      ["alpha", undefined, undefined, "6", "60", 6, "1,6"],
      ["beta", undefined, undefined, "1", "10", 1, "7,7"],
    ]);
    expect(whole.flatMap((atom) => [...atom.parts()]).map((part) => part.rows)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(book.total().toString()).toBe("7");
  });

  test("move in time all together", () => {
    const book = bookOf([line(2), line(3, { name: "beta" })]);
    book.moveDays(-DAY);
    expect([...book.atoms()].map((atom) => atom.from)).toEqual([line(0).from - DAY, line(0).from - DAY]);
    expect([book.from, book.to]).toEqual([line(0).from - DAY, line(0).to - DAY]);
  });
});

describe("a bill without a ledger", () => {
  const options = { dayOffset: 0, toleranceRatio: decimal("0.005"), toleranceAmount: decimal("0.01") };
  const wrong = billLine(9, "beta, output", "0.5", { quantity: "1000", unit: "tokens", key: "key_a", project: "p" });
  const unknown = billLine(9, "gamma, output", "2", { key: "key_b", project: "p" });
  const bill = openaiBill(octoberEvents(), { byKey: true, extra: [wrong, unknown] });
  const answer = (attributed: boolean): string => {
    const result = reconcile({ invoices: [invoice(bill)], ledger: null, catalog, options, attributed });
    return JSON.stringify(reconcileDocument(result));
  };

  test("has the same answer whether or not keys are told apart on the way", () => {
    expect(answer(false)).toBe(answer(true));
  });

  test("has its one wrong rate found beside others of its kind", () => {
    const { rate_check: check } = JSON.parse(answer(false));
    expect(check).toMatchObject({
      differ: 1,
      differing: [{ rows: 1, quantity: "1000", billed: "0.5", expected: "0.0016" }],
    });
  });
});
