import { CELL_DIMENSIONS, type CellDimension, type CellValues } from "./cell-dimensions.js";

/** Finds items by the values that they state: one table for each combination of dimensions asked for, built when it is. */
export class ValueIndex<T> {
  readonly items: readonly T[];
  private readonly valuesOf: (item: T) => CellValues;
  private readonly tables = new Map<string, Map<string, T[]>>();

  constructor(items: readonly T[], valuesOf: (item: T) => CellValues) {
    this.items = items;
    this.valuesOf = valuesOf;
  }

  /** The items that state every one of the values, and state it alike. */
  matching(values: CellValues): readonly T[] {
    const dimensions = CELL_DIMENSIONS.filter((dimension) => values[dimension] !== undefined);
    if (dimensions.length === 0) return this.items;
    return this.tableOf(dimensions).get(keyIn(values, dimensions)) ?? [];
  }

  private tableOf(dimensions: readonly CellDimension[]): ReadonlyMap<string, T[]> {
    const name = dimensions.join(" ");
    const known = this.tables.get(name);
    if (known !== undefined) return known;
    const table = new Map<string, T[]>();
    for (const item of this.items) {
      const values = this.valuesOf(item);
      if (dimensions.some((dimension) => values[dimension] === undefined)) continue;
      const key = keyIn(values, dimensions);
      const group = table.get(key);
      if (group === undefined) table.set(key, [item]);
      else group.push(item);
    }
    this.tables.set(name, table);
    return table;
  }
}

/** One text for the values of some dimensions; a value that is not stated has its place. */
export function keyIn(values: CellValues, dimensions: readonly CellDimension[]): string {
  let key = "";
  for (const dimension of dimensions) key += `${values[dimension] ?? ""}\u0000`;
  return key;
}
