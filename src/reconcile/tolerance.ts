import { Decimal } from "../money/index.js";
import { type CellEntry, type Part, partsOf } from "./entries.js";
import type { ReconcileOptions } from "./input.js";
import type { CellStep } from "./numbers.js";

export interface Tested {
  /** Beyond tolerance: to be explained, each by a cause. */
  readonly beyond: readonly Part[];
  /** Differences that passed. A cause that explains parts beyond tolerance takes those in that it explains exactly. */
  readonly passed: readonly Part[];
}

/** Tests each (cell, step) of one provider: semantics section 5, "Breaks". */
export function testTolerance(entries: readonly CellEntry[], options: ReconcileOptions): Tested {
  const parts = entries.flatMap(partsOf);
  const beyond = parts.filter((part) => isBeyond(part, options));
  const passed = parts.filter((part) => !part.amount.isZero() && !isBeyond(part, options));
  return { beyond, passed };
}

export interface SmallDifferences {
  readonly step: CellStep;
  readonly amount: Decimal;
  readonly cells: number;
}

const TEN = Decimal.fromInteger(10);

/** Steps in which what passed adds up to more than many small differences should: one break each, without a cell. */
export function smallDifferences(
  passed: readonly Part[],
  entries: readonly CellEntry[],
  options: ReconcileOptions,
): SmallDifferences[] {
  const bill = Decimal.sum(entries.map(({ numbers }) => numbers.billed?.abs() ?? Decimal.zero));
  const bySteps = new Map<CellStep, Decimal[]>();
  for (const { step, amount } of passed) bySteps.set(step, [...(bySteps.get(step) ?? []), amount]);
  const small: SmallDifferences[] = [];
  for (const [step, amounts] of bySteps) {
    const amount = Decimal.sum(amounts);
    const isMuch = amount.abs().greaterThan(options.toleranceAmount.mul(TEN));
    const isMuchOfTheBill = amount.abs().mul(TEN).greaterThan(options.toleranceRatio.mul(bill));
    if (isMuch && isMuchOfTheBill) small.push({ step, amount, cells: amounts.length });
  }
  return small;
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
