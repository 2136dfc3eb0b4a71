import { Decimal, quotientHalfEven } from "../money/index.js";
import type { BillAtom } from "./bill-atom.js";
import type { Cell } from "./cell.js";

/** The steps of the bridge that cells fall into. */
export const CELL_STEPS = [
  "quantity_variance",
  "rate_variance",
  "amount_variance",
  "invoice_only",
  "ledger_only",
  "unexplained",
] as const;
export type CellStep = (typeof CELL_STEPS)[number];

/** Decimals kept of the average rate of a cell whose usage had several rates. */
const AVERAGE_DECIMALS = 18;

/** The numbers of one cell. Letters as in semantics section 5, "The numbers of a cell". */
export interface CellNumbers {
  /** a: Σ billed amounts; null when nothing was billed. */
  readonly billed: Decimal | null;
  /** bq: Σ billed quantity; null when a line states none. */
  readonly billedQuantity: Decimal | null;
  /** lq: the ledger's quantity. */
  readonly ledgerQuantity: Decimal;
  /** L: the ledger's usage at catalog prices. */
  readonly ledgerAmount: Decimal;
  /** r: the one rate of the ledger's usage, or the average. */
  readonly rate: Decimal | null;
  readonly averaged: boolean;
  /** d = a − L. */
  readonly difference: Decimal;
  /** ½·u·n: what rounding of the file's n rows to its unit u can make. */
  readonly roundingBound: Decimal;
  readonly steps: ReadonlyMap<CellStep | "rounding", Decimal>;
}

export function numbersOf(cell: Cell): CellNumbers {
  const billed = cell.cost.length === 0 ? null : Decimal.sum(cell.cost.map((atom) => atom.line.amount ?? Decimal.zero));
  const billedQuantity = quantityBilled(cell);
  const ledgerQuantity = Decimal.sum(cell.ledger.map((atom) => atom.quantity));
  const ledgerAmount = Decimal.sum(cell.ledger.map((atom) => atom.amount));
  const { rate, averaged } = rateOf(cell, ledgerQuantity, ledgerAmount);
  const difference = (billed ?? Decimal.zero).sub(ledgerAmount);
  const roundingBound = boundOf(cell.cost);
  const facts = { billed, billedQuantity, ledgerQuantity, ledgerAmount, rate, averaged, difference, roundingBound };
  return { ...facts, steps: stepsOf(cell, facts) };
}

function rateOf(cell: Cell, quantity: Decimal, amount: Decimal): { rate: Decimal | null; averaged: boolean } {
  const [first] = cell.ledger;
  const unit = first?.unit ?? null;
  const one = unit !== null && cell.ledger.every((atom) => atom.unit?.equals(unit) === true);
  if (one) return { rate: unit, averaged: false };
  if (quantity.isZero()) return { rate: null, averaged: false };
  return { rate: quotientHalfEven(amount, quantity, AVERAGE_DECIMALS), averaged: true };
}

/** From the cost lines if all state one, else from the usage rows of the same cell. */
function quantityBilled(cell: Cell): Decimal | null {
  if (cell.cost.length === 0 || cell.klass === "*") return null;
  return sumQuantities(cell.cost) ?? sumQuantities(cell.usage);
}

/** Null when one states none, or there are none at all. */
export function sumQuantities(atoms: readonly BillAtom[]): Decimal | null {
  if (atoms.length === 0) return null;
  let sum = Decimal.zero;
  for (const { line } of atoms) {
    if (line.quantity === null) return null;
    sum = sum.add(line.quantity);
  }
  return sum;
}

const HALF = new Decimal(5n, 1);

function boundOf(cost: readonly BillAtom[]): Decimal {
  let bound = Decimal.zero;
  for (const { line, file } of cost) {
    const unit = new Decimal(1n, file.book.unitDecimals);
    bound = bound.add(HALF.mul(unit).mul(Decimal.fromInteger(line.rows)));
  }
  return bound;
}

type Facts = Omit<CellNumbers, "steps">;

function stepsOf(cell: Cell, facts: Facts): Map<CellStep | "rounding", Decimal> {
  const steps = new Map<CellStep | "rounding", Decimal>();
  const { billed, billedQuantity, ledgerQuantity, ledgerAmount, rate, difference, roundingBound } = facts;
  if (billed === null) {
    if (cell.ledger.length > 0) steps.set("ledger_only", ledgerAmount.neg());
    return steps;
  }
  if (cell.ledger.length === 0) {
    steps.set("invoice_only", billed);
    return steps;
  }
  if (billedQuantity === null || rate === null) {
    setUnlessRounding(steps, "amount_variance", difference, roundingBound);
    return steps;
  }
  const byQuantity = billedQuantity.sub(ledgerQuantity).mul(rate);
  steps.set("quantity_variance", byQuantity);
  setUnlessRounding(steps, "rate_variance", difference.sub(byQuantity), roundingBound);
  return steps;
}

/** Whole or not at all. */
function setUnlessRounding(
  steps: Map<CellStep | "rounding", Decimal>,
  step: CellStep,
  amount: Decimal,
  bound: Decimal,
): void {
  const rounding = !amount.abs().greaterThan(bound);
  steps.set(rounding ? "rounding" : step, amount);
}
