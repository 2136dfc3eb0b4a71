import { CELL_DIMENSIONS, type CellDimension, type CellValues } from "./cell-dimensions.js";
import { keyIn } from "./value-index.js";

/** Items apart in what every one of them states but for some dimensions, and again in each part, which may state more. */
export function sharedGroups<T>(
  items: readonly T[],
  valuesOf: (item: T) => CellValues,
  but: ReadonlySet<CellDimension>,
): T[][] {
  const shared = CELL_DIMENSIONS.filter(
    (dimension) => !but.has(dimension) && items.every((item) => valuesOf(item)[dimension] !== undefined),
  );
  if (shared.length === 0 || items.length < 2) return [[...items]];
  const parts = new Map<string, T[]>();
  for (const item of items) {
    const key = keyIn(valuesOf(item), shared);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [item]);
    else part.push(item);
  }
  const used = new Set([...but, ...shared]);
  return [...parts.values()].flatMap((part) => sharedGroups(part, valuesOf, used));
}
