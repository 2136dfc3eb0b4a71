import type { Cell } from "./cell.js";
import type { CellDimension, CellValues } from "./cell-dimensions.js";
import { CommonIndex } from "./common-index.js";
import type { LedgerAtom } from "./ledger-atom.js";
import { covers } from "./meter-groups.js";
import { ValueIndex } from "./value-index.js";

/** The ledger's usage, to be found by the cell that it would lie in. */
export class LedgerIndex {
  readonly atoms: readonly LedgerAtom[];
  private readonly index: ValueIndex<LedgerAtom>;
  private common: CommonIndex<LedgerAtom> | undefined;

  constructor(atoms: readonly LedgerAtom[]) {
    this.atoms = atoms;
    this.index = new ValueIndex(atoms, (atom) => atom.values);
  }

  /** The usage that agrees in all that the cell states, its meter under a wildcard too. */
  within(cell: Cell): readonly LedgerAtom[] {
    return this.agreeing(cell.values);
  }

  /** The same but for one dimension: of every meter, or of every day. */
  beside(cell: Cell, but: CellDimension): readonly LedgerAtom[] {
    const { [but]: _left, ...values } = cell.values;
    return this.agreeing(values);
  }

  /** The same but for one dimension, as far as both state the others: a bill may name an account that the ledger does not. */
  alike(cell: Cell, but: CellDimension): readonly LedgerAtom[] {
    const { [but]: _left, meter, ...values } = cell.values;
    this.common ??= new CommonIndex(this.atoms, (atom) => atom.values);
    const found = this.common.agreeing(values);
    return meter === undefined ? found : found.filter((atom) => covers(meter, atom.meter));
  }

  private agreeing({ meter, ...values }: CellValues): readonly LedgerAtom[] {
    const found = this.index.matching(values);
    return meter === undefined ? found : found.filter((atom) => covers(meter, atom.meter));
  }
}
