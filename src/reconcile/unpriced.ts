import type { Cell } from "./cell.js";
import { CommonIndex } from "./common-index.js";
import type { UnpricedTotal } from "./ledger-atom.js";
import { covers } from "./meter-groups.js";

/** Usage of the ledger that has no price. */
export type UnpricedIndex = CommonIndex<UnpricedTotal>;

export function unpricedIndex(unpriced: readonly UnpricedTotal[]): UnpricedIndex {
  return new CommonIndex(unpriced, ({ values }) => values);
}

/**
 * The usage without a price that would lie in the cell if it had one. What priced usage is told apart by is left out but for
 * day, offer, meter and attribution: a condition may be the very thing that has no price. A cell without an offer takes in none.
 */
export function unpricedIn(cell: Cell, unpriced: UnpricedIndex): UnpricedTotal[] {
  const { offer, meter, ...others } = cell.values;
  if (offer === undefined || unpriced.items.length === 0) return [];
  const found = unpriced.agreeing({ offer, ...others });
  return found.filter(
    ({ values }) => values.offer === offer && (meter === undefined || covers(meter, values.meter ?? null)),
  );
}
