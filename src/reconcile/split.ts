import type { Provider } from "../meters/index.js";
import type { Currency } from "../money/index.js";
import { type BillAtom, classOf } from "./bill-atom.js";
import type { Cell, CellItem } from "./cell.js";
import { CELL_DIMENSIONS, type CellDimension, type CellValues, ledgerValues } from "./cell-dimensions.js";
import type { LedgerAtom } from "./ledger-atom.js";
import { meterNames } from "./meter-groups.js";

/**
 * Splits what one provider billed and used in one currency into cells: within each class, by all dimensions that every
 * line and every total there states, again in each part, until nothing splits or only one side is left. A dimension that
 * one side does not state is thereby summed over. Semantics section 5, "Cells".
 */
export function splitIntoCells(provider: Provider, currency: Currency, items: readonly CellItem[]): Cell[] {
  const cells: Cell[] = [];
  for (const [klass, part] of byClass(items)) {
    splitPart(part, {}, new Set(), isOneSided, (values, leaf) => {
      cells.push({ provider, currency, klass, values, ...sides(leaf), regraded: null });
    });
  }
  return cells;
}

/** A cell of which only one side is left says the most when it is split by all that this side states. */
export function splitOneSided(cell: Cell): Cell[] {
  const items = [...cell.cost.map(costItem), ...cell.usage.map(usageItem), ...cell.ledger.map(ledgerItem)];
  const cells: Cell[] = [];
  const used = new Set(CELL_DIMENSIONS.filter((dimension) => cell.values[dimension] !== undefined));
  if (cell.values.service_tier === "batch") used.add("day");
  splitPart(
    items,
    cell.values,
    used,
    () => false,
    (values, leaf) => {
      cells.push({ ...cell, values, ...sides(leaf) });
    },
  );
  return cells;
}

export function isOneSided(items: readonly CellItem[]): boolean {
  return items.every((item) => item.side === "ledger") || items.every((item) => item.side !== "ledger");
}

export function costItem(bill: BillAtom): CellItem {
  return { side: "cost", klass: bill.klass, values: bill.values, bill, total: null };
}

export function usageItem(bill: BillAtom): CellItem {
  return { side: "usage", klass: bill.klass, values: bill.values, bill, total: null };
}

export function ledgerItem(total: LedgerAtom): CellItem {
  const klass = total.meter === null ? "tokens" : classOf(total.meter);
  return { side: "ledger", klass, values: ledgerValues(total), bill: null, total };
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

function splitPart(
  items: readonly CellItem[],
  values: CellValues,
  used: ReadonlySet<CellDimension>,
  stop: (items: readonly CellItem[]) => boolean,
  leaf: Leaf,
): void {
  const dimensions = stop(items) ? [] : statedByAll(items, used);
  if (dimensions.length === 0) {
    leaf(values, items);
    return;
  }
  const nameOf = meterNames(items.flatMap((item) => item.values.meter ?? []));
  const groups = new Map<string, { values: CellValues; items: CellItem[] }>();
  for (const item of items) {
    const own: CellValues = {};
    for (const dimension of dimensions) {
      const value = item.values[dimension];
      if (value !== undefined) own[dimension] = dimension === "meter" ? nameOf(value) : value;
    }
    const key = JSON.stringify(own);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values: own, items: [item] });
    else group.items.push(item);
  }
  for (const group of groups.values()) {
    const next = new Set([...used, ...dimensions]);
    if (group.values.service_tier === "batch") next.add("day");
    splitPart(group.items, { ...values, ...group.values }, next, stop, leaf);
  }
}

/** Batch is billed on the day it completes, so the tier is told apart before the day is. */
function statedByAll(items: readonly CellItem[], used: ReadonlySet<CellDimension>): CellDimension[] {
  const all = CELL_DIMENSIONS.filter(
    (dimension) => !used.has(dimension) && items.every((item) => item.values[dimension] !== undefined),
  );
  return all.includes("service_tier") ? all.filter((dimension) => dimension !== "day") : all;
}

export function add<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
