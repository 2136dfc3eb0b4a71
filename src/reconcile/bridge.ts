import { Decimal } from "../money/index.js";
import type { CellEntry } from "./entries.js";
import { CELL_STEPS, type CellStep } from "./numbers.js";
import { BRIDGE_STEPS, type Break, type BridgeLine, type BridgeStep } from "./result.js";

export interface BridgeInput {
  readonly entries: readonly CellEntry[];
  readonly charges: readonly { readonly category: BridgeStep; readonly amount: Decimal }[];
  /** Stated total − Σ lines, where the file states a total, with the bound of its rounding. */
  readonly tieOut: { readonly difference: Decimal; readonly bound: Decimal } | null;
  readonly breaks: readonly Break[];
}

/** From what the ledger says to what was billed, in mechanical steps that sum exactly: semantics section 5, "The bridge". */
export function buildBridge(input: BridgeInput): BridgeLine[] {
  const amounts = new Map<BridgeStep, Decimal>(BRIDGE_STEPS.map((step) => [step, Decimal.zero]));
  const add = (step: BridgeStep, amount: Decimal): void => {
    amounts.set(step, (amounts.get(step) ?? Decimal.zero).add(amount));
  };
  for (const { numbers, problem } of input.entries) {
    if (problem === null) add("ledger", numbers.ledgerAmount);
    for (const [step, amount] of numbers.steps) add(step, amount);
  }
  for (const { category, amount } of input.charges) add(category, amount);
  if (input.tieOut !== null) {
    const { difference, bound } = input.tieOut;
    add(difference.abs().greaterThan(bound) ? "unexplained" : "rounding", difference);
  }
  for (const [step, amount] of [...amounts]) if (step !== "invoice") add("invoice", amount);
  return BRIDGE_STEPS.map((step) => lineOf(step, amounts.get(step) ?? Decimal.zero, input.breaks));
}

function lineOf(step: BridgeStep, amount: Decimal, breaks: readonly Break[]): BridgeLine {
  if (!isCellStep(step)) return { step, amount };
  const inBreaks = Decimal.sum(breaks.filter((found) => found.step === step).map((found) => found.amount));
  return { step, amount, inBreaks, withinTolerance: amount.sub(inBreaks) };
}

function isCellStep(step: BridgeStep): step is CellStep {
  return (CELL_STEPS as readonly string[]).includes(step);
}
