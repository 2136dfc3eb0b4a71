import type { Decimal } from "../money/index.js";
import type { Cell } from "./cell.js";
import type { CellNumbers, CellStep } from "./numbers.js";

/** A cell with its numbers and, where the catalog cannot price or name it, why. */
export interface CellEntry {
  readonly cell: Cell;
  readonly numbers: CellNumbers;
  /** `unmapped`: the name is in no catalog; `unpriced`: the meter has no price. Then the whole amount is unexplained. */
  readonly problem: { readonly kind: "unmapped" | "unpriced"; readonly message: string } | null;
}

/** One (cell, step) with its part of that step: what tolerance is tested on and causes explain. */
export interface Part {
  readonly entry: CellEntry;
  readonly step: CellStep;
  readonly amount: Decimal;
}

/** The parts of a cell, by step; rounding is no part that can break. */
export function partsOf(entry: CellEntry): Part[] {
  const parts: Part[] = [];
  for (const [step, amount] of entry.numbers.steps) if (step !== "rounding") parts.push({ entry, step, amount });
  return parts;
}
