import { describe, expect, test } from "vitest";
import { Decimal, decimal } from "../../src/money/index.js";
import {
  anthropicCosts,
  anthropicEvents,
  anthropicTokens,
  causesOf,
  dayOf,
  evidenceOf,
  hold,
  octoberEvents,
  openaiBill,
  stepsOf,
} from "./world.js";

const events = anthropicEvents();

/** The sum of the cost_usd column of some rows. */
function sumOf(bill: string, of: (row: string) => boolean = () => true): Decimal {
  const rows = bill.split("\n").slice(1).filter(of);
  return Decimal.sum(rows.map((row) => decimal(row.split(",")[7] ?? "0")));
}

describe("the cost export alone", () => {
  test("states no quantities, so that what differs is an amount", () => {
    const ledger = events.filter(
      (used) => !(dayOf(used) === 2 && used.model === "claude-gamma" && used.time % 86_400_000 < 9e7 / 6),
    );
    const result = hold([anthropicCosts(events)], ledger);
    expect(result.status).toBe("breaks");
    expect(Object.keys(stepsOf(result))).toEqual(["ledger", "amount_variance", "rounding", "invoice"]);
    expect(result.statements[0]?.coverage.quantity).toBeNull();
  });

  test("finds a key that the ledger lacks", () => {
    const result = hold(
      [anthropicCosts(events)],
      events.filter((used) => used.apiKey === "web"),
    );
    const missing = sumOf(anthropicCosts(events), (row) => row.includes("nightly"));
    expect(causesOf(result)).toEqual([`missing_key invoice_only ${missing}`]);
  });

  test("that states a list price beside the price paid names the discount", () => {
    const bill = anthropicCosts(events, (row) => {
      const list = row.quantity.mul(row.rate).mul(decimal("0.000001"));
      return { list: cents(list), cost: cents(list.mul(decimal("0.8"))) };
    });
    const result = hold([bill], events);
    expect(result.statements[0]?.causes.map(({ cause }) => cause)).toEqual(["uniform_discount"]);
    expect(evidenceOf(result)).toContain("the bill states a list price of");
  });
});

function cents(amount: Decimal): Decimal {
  return new Decimal(
    (amount.at(Math.max(amount.scale, 2)) + 5n * 10n ** BigInt(Math.max(amount.scale, 2) - 3)) /
      10n ** BigInt(Math.max(amount.scale, 2) - 2),
    2,
  );
}

describe("the tokens export alone", () => {
  test("beside a bill of OpenAI is held by quantity all the same, with a note", () => {
    const other = octoberEvents();
    const result = hold([openaiBill(other), anthropicTokens(events)], [...other, ...events]);
    expect(result.status).toBe("reconciled");
    expect(result.noMoneyBilled).toBe(false);
    expect(result.notes).toEqual(["no cost file of anthropic was given: its amounts here are the catalog's"]);
    expect(result.rateCheck.lines).toBe(60);
  });

  test("is held against the ledger by quantity, and says that no money was billed in it", () => {
    const result = hold([anthropicTokens(events)], events);
    expect(result.status).toBe("reconciled");
    expect(result.noMoneyBilled).toBe(true);
    expect(result.invoices[0]?.total).toBeNull();
    expect(result.rateCheck.lines).toBe(0);
  });

  test("finds a key that the ledger lacks, at catalog prices", () => {
    const result = hold(
      [anthropicTokens(events)],
      events.filter((used) => used.apiKey === "web"),
    );
    expect(result.statements[0]?.causes.map(({ cause }) => cause)).toEqual(["missing_key"]);
  });
});
