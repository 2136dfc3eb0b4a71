import type { Provider } from "../meters/index.js";
import type { Currency } from "../money/index.js";
import { type BillAtom, classOf } from "./bill-atom.js";
import type { Cell, CellItem } from "./cell.js";
import { CELL_DIMENSIONS, type CellDimension, type CellValues } from "./cell-dimensions.js";
import type { LedgerAtom } from "./ledger-atom.js";
import { meterNames } from "./meter-groups.js";

/**
 * Splits what one provider billed and used in one currency into cells: within each class, by all dimensions that every
 * line and every total there states, again in each part, until nothing splits. A dimension that one side does not state is
 * thereby summed over; a part of one side alone is split by all that this side states. Semantics section 5, "Cells".
 */
export function splitIntoCells(provider: Provider, currency: Currency, items: readonly CellItem[]): Cell[] {
  const cells: Cell[] = [];
  for (const [klass, part] of byClass(items)) {
    splitPart(part, {}, new Set(), (values, leaf) => {
      cells.push({ provider, currency, klass, values, ...sides(leaf), regraded: null });
    });
  }
  return cells;
}

export function costItem(bill: BillAtom): CellItem {
  return { side: "cost", klass: bill.klass, values: bill.values, bill, total: null };
}

export function usageItem(bill: BillAtom): CellItem {
  return { side: "usage", klass: bill.klass, values: bill.values, bill, total: null };
}

export function ledgerItem(total: LedgerAtom): CellItem {
  const klass = total.meter === null ? "tokens" : classOf(total.meter);
  return { side: "ledger", klass, values: total.values, bill: null, total };
}

function sides(items: readonly CellItem[]): Pick<Cell, "cost" | "usage" | "ledger"> {
  return {
    cost: items.flatMap((item) => (item.side === "cost" && item.bill !== null ? [item.bill] : [])),
    usage: items.flatMap((item) => (item.side === "usage" && item.bill !== null ? [item.bill] : [])),
    ledger: items.flatMap((item) => (item.total === null ? [] : [item.total])),
  };
}

/** A line with neither model nor meter makes its day one part over all classes; one of several days takes everything. */
function byClass(items: readonly CellItem[]): Map<string, CellItem[]> {
  const bare = items.filter((item) => item.klass === "*");
  const anyDay = bare.some((item) => item.values.day === undefined);
  const bareDays = new Set(bare.map((item) => item.values.day));
  const classes = new Map<string, CellItem[]>();
  for (const item of items) {
    const swallowed = item.klass === "*" || (bare.length > 0 && (anyDay || bareDays.has(item.values.day)));
    add(classes, swallowed ? "*" : item.klass, item);
  }
  return classes;
}

type Leaf = (values: CellValues, items: readonly CellItem[]) => void;

function splitPart(items: readonly CellItem[], values: CellValues, used: ReadonlySet<CellDimension>, leaf: Leaf): void {
  const nameOf = meterNames(items.flatMap((item) => item.values.meter ?? []));
  const dimensions = dimensionsFor(items, values, used, nameOf);
  if (dimensions.length === 0) {
    leaf(values, items);
    return;
  }
  const groups = new Map<string, { values: CellValues; items: CellItem[] }>();
  for (const item of items) {
    let key = "";
    for (const dimension of dimensions) key += `${nameIn(item.values, dimension, nameOf)}\u0000`;
    const group = groups.get(key);
    if (group !== undefined) group.items.push(item);
    else groups.set(key, { values: valuesIn(item.values, dimensions, nameOf), items: [item] });
  }
  for (const group of groups.values()) {
    const next = new Set([...used, ...dimensions]);
    if (group.values.service_tier === "batch") next.add("day");
    splitPart(group.items, { ...values, ...group.values }, next, leaf);
  }
}

function nameIn(values: CellValues, dimension: CellDimension, nameOf: (meter: string) => string): string {
  const value = values[dimension] ?? "";
  return dimension === "meter" ? nameOf(value) : value;
}

function valuesIn(
  values: CellValues,
  dimensions: readonly CellDimension[],
  nameOf: (meter: string) => string,
): CellValues {
  const own: CellValues = {};
  for (const dimension of dimensions) own[dimension] = nameIn(values, dimension, nameOf);
  return own;
}

/**
 * What every item states and the part was not split by yet. The day comes last, because batch, which is billed on the day
 * it completes, is told apart first and then has none. Meters that a wildcard held together are told apart again where it
 * is not among them.
 */
function dimensionsFor(
  items: readonly CellItem[],
  values: CellValues,
  used: ReadonlySet<CellDimension>,
  nameOf: (meter: string) => string,
): CellDimension[] {
  const all = CELL_DIMENSIONS.filter((dimension) => !used.has(dimension) && isStatedByAll(items, dimension));
  if (used.has("meter") && items.some((item) => nameOf(item.values.meter ?? "") !== values.meter)) all.push("meter");
  const others = all.filter((dimension) => dimension !== "day");
  return others.length > 0 ? others : all;
}

function isStatedByAll(items: readonly CellItem[], dimension: CellDimension): boolean {
  return items.every((item) => item.values[dimension] !== undefined);
}

export function add<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
