import { inGroup, isMeterGroup, type Meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { Cell } from "../cell.js";
import { CELL_DIMENSIONS, type CellDimension, type CellValues, ledgerValues } from "../cell-dimensions.js";
import type { CellEntry, Part } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";

/** Whether the usage would lie in the cell: it agrees in all that the cell states, its meter under a wildcard too. */
export function liesIn(cell: Cell, atom: LedgerAtom): boolean {
  return agrees(cell.values, ledgerValues(atom));
}

/** The same for another meter of the cell's usage, or whatever else is left out of the comparison. */
export function liesBeside(cell: Cell, atom: LedgerAtom, but: CellDimension): boolean {
  const { [but]: _left, ...values } = cell.values;
  return agrees(values, ledgerValues(atom));
}

function agrees(cell: CellValues, usage: CellValues): boolean {
  return CELL_DIMENSIONS.every((dimension) => {
    const wanted = cell[dimension];
    if (wanted === undefined) return true;
    const value = usage[dimension];
    return dimension === "meter" ? covers(wanted, value) : value === wanted;
  });
}

function covers(wanted: string, meter: string | undefined): boolean {
  if (meter === undefined || meter === wanted) return meter === wanted;
  return isMeterGroup(wanted) && inGroup(meter as Meter, wanted);
}

/** Whether two cells are of the same usage but for one dimension, as far as both state the others. */
export function areSiblings(a: Cell, b: Cell, but: CellDimension): boolean {
  if (a.provider !== b.provider || a.currency !== b.currency) return false;
  return CELL_DIMENSIONS.every((dimension) => {
    const [x, y] = [a.values[dimension], b.values[dimension]];
    return dimension === but || x === undefined || y === undefined || x === y;
  });
}

export function siblingsOf(cell: Cell, entries: readonly CellEntry[], but: CellDimension): CellEntry[] {
  return entries.filter((entry) => entry.cell !== cell && areSiblings(cell, entry.cell, but));
}

export function quantityOf(atoms: readonly LedgerAtom[]): Decimal {
  return Decimal.sum(atoms.map((atom) => atom.quantity));
}

export function amountOf(atoms: readonly LedgerAtom[]): Decimal {
  return Decimal.sum(atoms.map((atom) => atom.amount));
}

/** The difference in the cell's quantity, billed − recorded; null when the bill states none. */
export function quantityDifference(entry: CellEntry): Decimal | null {
  const { billedQuantity, ledgerQuantity } = entry.numbers;
  return billedQuantity === null ? null : billedQuantity.sub(ledgerQuantity);
}

/** Parts whose difference could be one of quantity: of quantity itself, or of an amount that states none. */
export function quantityParts(open: readonly Part[]): Part[] {
  return open.filter((part) => part.step === "quantity_variance" || part.step === "amount_variance");
}

/** Parts whose difference could be one of the rate. */
export function rateParts(open: readonly Part[]): Part[] {
  return open.filter((part) => part.step === "rate_variance" || part.step === "amount_variance");
}

export function within(value: Decimal, bound: Decimal): boolean {
  return !value.abs().greaterThan(bound);
}
