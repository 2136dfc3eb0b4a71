import type { CellDimension } from "./cell-dimensions.js";
import { CommonIndex } from "./common-index.js";
import type { CellEntry } from "./entries.js";

/** The cells of a book, to be found by what they have in common with one of them. */
export class CellIndex {
  private readonly index: CommonIndex<CellEntry>;

  constructor(entries: readonly CellEntry[]) {
    this.index = new CommonIndex(entries, ({ cell }) => cell.values);
  }

  /** The other cells of the same usage but for one dimension, as far as both state the others. */
  siblingsOf({ cell }: CellEntry, but: CellDimension): CellEntry[] {
    const { [but]: _left, ...values } = cell.values;
    return this.index.agreeing(values).filter((entry) => entry.cell !== cell);
  }
}
