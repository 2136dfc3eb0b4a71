import { CELL_DIMENSIONS, type CellDimension, type CellValues } from "./cell-dimensions.js";
import { ValueIndex } from "./value-index.js";

/** Finds items that agree with some values as far as both state them: items that state the same dimensions are one table. */
export class CommonIndex<T> {
  readonly items: readonly T[];
  private readonly tables: readonly { readonly stated: readonly CellDimension[]; readonly index: ValueIndex<T> }[];

  constructor(items: readonly T[], valuesOf: (item: T) => CellValues) {
    this.items = items;
    const groups = new Map<string, { stated: readonly CellDimension[]; items: T[] }>();
    for (const item of items) {
      const stated = statedBy(valuesOf(item));
      const name = stated.join(" ");
      const group = groups.get(name);
      if (group === undefined) groups.set(name, { stated, items: [item] });
      else group.items.push(item);
    }
    this.tables = [...groups.values()].map(({ stated, items: own }) => ({
      stated,
      index: new ValueIndex(own, valuesOf),
    }));
  }

  agreeing(values: CellValues): T[] {
    return this.tables.flatMap(({ stated, index }) => {
      const common: CellValues = {};
      for (const dimension of stated) {
        const value = values[dimension];
        if (value !== undefined) common[dimension] = value;
      }
      return index.matching(common);
    });
  }
}

function statedBy(values: CellValues): CellDimension[] {
  return CELL_DIMENSIONS.filter((dimension) => values[dimension] !== undefined);
}
