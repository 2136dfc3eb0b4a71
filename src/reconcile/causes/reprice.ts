import type { Catalog, PriceSet } from "../../catalog/index.js";
import type { Meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import { type PriceConditions, priceOffer } from "../../pricing/index.js";
import type { CellEntry } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";
import { within } from "./differences.js";

/** What to change about usage before pricing it again. */
export interface Change {
  readonly conditions?: PriceConditions;
  readonly meter?: Meter;
  readonly set?: PriceSet;
}

/** What the usage would cost with the change; null when that has no price. */
export function reprice(catalog: Catalog, atom: LedgerAtom, change: Change): Decimal | null {
  const request = {
    provider: atom.provider,
    model: atom.offer.id,
    at: atom.at,
    usage: new Map([[change.meter ?? atom.recordedMeter, atom.quantity]]),
    reasoning: atom.reasoning ?? undefined,
    conditions: { ...atom.stated, interval: atom.interval, ...change.conditions },
    currency: atom.currency,
  };
  const at = change.set === undefined ? atom.at : change.set.from;
  const cost = priceOffer(catalog, atom.offer, atom.lifted, request, at);
  return cost.complete && cost.lines.length > 0 ? cost.total : null;
}

/** All of a cell's usage with the change; null when a part of it has no price then. */
export function repriceAll(
  catalog: Catalog,
  atoms: readonly LedgerAtom[],
  changeOf: (atom: LedgerAtom) => Change | null,
): Decimal | null {
  let total = Decimal.zero;
  for (const atom of atoms) {
    const change = changeOf(atom);
    const amount = change === null ? atom.amount : reprice(catalog, atom, change);
    if (amount === null) return null;
    total = total.add(amount);
  }
  return total;
}

/**
 * Whether the billed amount is what the ledger's usage costs at `amount`: scaled to the billed quantity where the bill states
 * one, so that a difference in quantity does not hide one of the rate.
 */
export function fitsBilled(entry: CellEntry, amount: Decimal): boolean {
  const { billed, billedQuantity, ledgerQuantity, roundingBound } = entry.numbers;
  if (billed === null) return false;
  if (billedQuantity === null || billedQuantity.equals(ledgerQuantity))
    return within(billed.sub(amount), roundingBound);
  const difference = billed.mul(ledgerQuantity).sub(amount.mul(billedQuantity));
  return within(difference, roundingBound.mul(ledgerQuantity));
}
