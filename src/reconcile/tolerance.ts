import { Decimal } from "../money/index.js";
import { type CellEntry, type Part, partsOf } from "./entries.js";
import type { ReconcileOptions } from "./input.js";
import type { CellStep } from "./numbers.js";

export interface Tested {
  /** Beyond tolerance: to be explained, each by a cause. */
  readonly beyond: readonly Part[];
  /** What passed, by step. */
  readonly within: ReadonlyMap<CellStep, Decimal>;
  /** What passed, but adds up to more than many small differences should: one break a step, without a cell. */
  readonly small: readonly { readonly step: CellStep; readonly amount: Decimal; readonly cells: number }[];
}

const TEN = Decimal.fromInteger(10);

/** Tests each (cell, step) of one provider, then the sum of what passed: semantics section 5, "Breaks". */
export function testTolerance(entries: readonly CellEntry[], options: ReconcileOptions): Tested {
  const beyond: Part[] = [];
  const passed = new Map<CellStep, { amount: Decimal; cells: number }>();
  let bill = Decimal.zero;
  for (const entry of entries) {
    bill = bill.add(entry.numbers.billed?.abs() ?? Decimal.zero);
    for (const part of partsOf(entry)) {
      if (isBeyond(part, options)) beyond.push(part);
      else addTo(passed, part);
    }
  }
  const within = new Map<CellStep, Decimal>();
  const small: { step: CellStep; amount: Decimal; cells: number }[] = [];
  for (const [step, { amount, cells }] of passed) {
    const manyAmounts = amount.abs().greaterThan(options.toleranceAmount.mul(TEN));
    const muchOfTheBill = amount.abs().mul(TEN).greaterThan(options.toleranceRatio.mul(bill));
    if (manyAmounts && muchOfTheBill) small.push({ step, amount, cells });
    else within.set(step, amount);
  }
  return { beyond, within, small };
}

/** Unmapped and unpriced lines always break, unless they are of nothing. */
function isBeyond(part: Part, options: ReconcileOptions): boolean {
  const size = part.amount.abs();
  if (part.step === "unexplained") return !size.isZero() || part.entry.problem !== null;
  const { billed, ledgerAmount } = part.entry.numbers;
  const larger = max(billed?.abs() ?? Decimal.zero, ledgerAmount.abs());
  return size.greaterThan(options.toleranceAmount) && size.greaterThan(options.toleranceRatio.mul(larger));
}

function max(a: Decimal, b: Decimal): Decimal {
  return a.greaterThan(b) ? a : b;
}

function addTo(passed: Map<CellStep, { amount: Decimal; cells: number }>, part: Part): void {
  const known = passed.get(part.step) ?? { amount: Decimal.zero, cells: 0 };
  known.amount = known.amount.add(part.amount);
  if (!part.amount.isZero()) known.cells += 1;
  passed.set(part.step, known);
}
