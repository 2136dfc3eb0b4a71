import { Decimal } from "../../money/index.js";
import type { CellEntry, Part } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";

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
