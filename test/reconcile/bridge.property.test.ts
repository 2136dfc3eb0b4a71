import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../../src/money/index.js";
import type { Reconciliation, Statement } from "../../src/reconcile/index.js";
import type { UsageEvent } from "../../src/usage/index.js";
import { costRows, fileOf, ledgers, type Row, usageRows } from "./arbitrary.js";
import { resultText } from "./result-text.js";
import { hold } from "./world.js";

const SEED = { seed: 20261121, numRuns: 300 };
const inputs = [costRows, usageRows, ledgers] as const;

function reconciled(cost: readonly Row[], usage: readonly Row[], ledger: readonly UsageEvent[] | null): Reconciliation {
  return hold([fileOf(cost, "cost"), ...(usage.length === 0 ? [] : [fileOf(usage, "usage")])], ledger);
}

function amountOf({ bridge }: Statement, step: string): Decimal {
  return bridge.find((line) => line.step === step)?.amount ?? Decimal.zero;
}

function billedIn(rows: readonly Row[], currency: string): Decimal {
  return Decimal.sum(
    rows.flatMap((row) => (typeof row === "string" || row.currency !== currency ? [] : (row.amount ?? []))),
  );
}

describe("for any bill and any ledger", () => {
  test("the bridge adds up to the last digit, from the ledger to what the lines sum to", () => {
    fc.assert(
      fc.property(...inputs, (cost, usage, ledger) => {
        for (const statement of reconciled(cost, usage, ledger).statements) {
          const steps = statement.bridge.slice(0, -1).map((line) => line.amount);
          const invoice = amountOf(statement, "invoice");
          expect(Decimal.sum(steps).toString()).toBe(invoice.toString());
          expect(invoice.toString()).toBe(billedIn(cost, statement.currency).toString());
        }
      }),
      SEED,
    );
  });

  test("the bridge ends in the total that the file states, and adds up to it", () => {
    const dollars = costRows.map((rows) => rows.filter((row) => typeof row === "string" || row.currency === "USD"));
    fc.assert(
      fc.property(dollars, ledgers, fc.integer({ min: -50, max: 50 }), (cost, ledger, off) => {
        const stated = billedIn(cost, "USD").add(new Decimal(BigInt(off), 1));
        for (const statement of hold([fileOf(cost, "cost", stated)], ledger).statements) {
          if (statement.currency !== "USD") continue;
          expect(amountOf(statement, "invoice").toString()).toBe(stated.toString());
          expect(Decimal.sum(statement.bridge.slice(0, -1).map((line) => line.amount)).equals(stated)).toBe(true);
        }
      }),
      SEED,
    );
  });

  test("what is in breaks and what is within tolerance make up every step that can break", () => {
    fc.assert(
      fc.property(...inputs, (cost, usage, ledger) => {
        for (const { bridge, breaks } of reconciled(cost, usage, ledger).statements) {
          for (const { step, amount, inBreaks, withinTolerance } of bridge) {
            if (inBreaks === undefined || withinTolerance === undefined) continue;
            const ofStep = breaks.filter((found) => found.step === step).map((found) => found.amount);
            expect(Decimal.sum(ofStep).toString()).toBe(inBreaks.toString());
            expect(inBreaks.add(withinTolerance).toString()).toBe(amount.toString());
          }
        }
      }),
      SEED,
    );
  });

  test("no part of a cell is in two breaks, and no two breaks have one id", () => {
    fc.assert(
      fc.property(...inputs, (cost, usage, ledger) => {
        for (const { breaks } of reconciled(cost, usage, ledger).statements) {
          const parts = breaks.flatMap(({ step, cells }) => cells.map((entry) => ({ step, entry })));
          for (const step of new Set(parts.map((part) => part.step))) {
            const entries = parts.filter((part) => part.step === step).map((part) => part.entry);
            expect(new Set(entries).size).toBe(entries.length);
          }
          expect(new Set(breaks.map(({ id }) => id)).size).toBe(breaks.length);
        }
      }),
      SEED,
    );
  });

  test("every row lands in one count, and every line in one cell, charge or reason why not", () => {
    fc.assert(
      fc.property(...inputs, (cost, usage, ledger) => {
        const result = reconciled(cost, usage, ledger);
        for (const { rows, lines, skipped, rejected } of result.invoices) expect(rows).toBe(lines + skipped + rejected);
        const placed = result.statements
          .flatMap(({ entries }) => entries.flatMap(({ cell }) => [...cell.cost, ...cell.usage]))
          .reduce((count, { line }) => count + line.rows, 0);
        const charged = result.statements.flatMap(({ charges }) => charges).reduce((sum, { rows }) => sum + rows, 0);
        const lines = [...cost, ...usage].filter((row) => typeof row !== "string").length;
        expect(placed + charged).toBe(lines);
      }),
      SEED,
    );
  });

  test("every total of the ledger lands in one cell, or among what is left out", () => {
    fc.assert(
      fc.property(...inputs, (cost, usage, ledger) => {
        const result = reconciled(cost, usage, ledger);
        const atoms = result.statements.flatMap(({ entries }) => entries.flatMap(({ cell }) => cell.ledger));
        expect(new Set(atoms).size).toBe(atoms.length);
        if (!result.quantitiesChecked) return;
        for (const statement of result.statements) {
          const own = statement.entries.flatMap(({ cell }) => cell.ledger);
          expect(Decimal.sum(own.map((atom) => atom.amount)).toString()).toBe(amountOf(statement, "ledger").toString());
        }
        const [from, to] = [result.period?.from ?? 0, result.period?.to ?? 0];
        const inPeriod = ledger.filter(({ time }) => time >= from && time < to);
        const priceable = inPeriod.filter(({ model, serviceTier }) => model !== "omega" && serviceTier !== "turbo");
        const known = Decimal.sum(atoms.map((atom) => atom.quantity));
        const recorded = Decimal.sum(priceable.flatMap((each) => [...each.usage.values()]));
        expect(known.greaterThan(recorded)).toBe(false);
        if (result.excluded.every(({ side }) => side === "invoice")) expect(known.toString()).toBe(recorded.toString());
      }),
      SEED,
    );
  });

  test("coverage lies between 0 and 1", () => {
    fc.assert(
      fc.property(...inputs, (cost, usage, ledger) => {
        for (const { coverage } of reconciled(cost, usage, ledger).statements) {
          for (const share of [coverage.amount, coverage.quantity]) {
            if (share === null) continue;
            expect(share.sign()).toBeGreaterThanOrEqual(0);
            expect(share.greaterThan(Decimal.one)).toBe(false);
          }
        }
      }),
      SEED,
    );
  });

  test("the order of rows and events makes no difference", () => {
    const shuffled = fc
      .tuple(...inputs)
      .chain(([cost, usage, ledger]) =>
        fc.tuple(
          fc.constant({ cost, usage, ledger }),
          fc.shuffledSubarray(cost, { minLength: cost.length }),
          fc.shuffledSubarray(usage, { minLength: usage.length }),
          fc.shuffledSubarray(ledger, { minLength: ledger.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([first, cost, usage, ledger]) => {
        const before = resultText(reconciled(first.cost, first.usage, first.ledger));
        expect(resultText(reconciled(cost, usage, ledger))).toBe(before);
      }),
      SEED,
    );
  });

  test("the same inputs give the same result", () => {
    fc.assert(
      fc.property(...inputs, (cost, usage, ledger) => {
        const [first, second] = [reconciled(cost, usage, ledger), reconciled(cost, usage, ledger)];
        expect(resultText(second)).toBe(resultText(first));
        expect(second.hash).toBe(first.hash);
      }),
      SEED,
    );
  });

  test("without a ledger, all usage is invoice_only but what the catalog cannot name, and nothing else breaks", () => {
    fc.assert(
      fc.property(costRows, (cost) => {
        for (const { bridge, breaks } of reconciled(cost, [], null).statements) {
          for (const { step, amount } of bridge) {
            if (/^(?:ledger|ledger_only|.*_variance)$/.test(step)) expect(amount.isZero()).toBe(true);
          }
          expect(breaks.every(({ kind }) => kind === "unmapped")).toBe(true);
        }
      }),
      SEED,
    );
  });
});
