import { isCacheWrite } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import type { Cell } from "./cell.js";
import { CELL_DIMENSIONS, type CellDimension, type CellValues } from "./cell-dimensions.js";
import { sumQuantities } from "./numbers.js";
import { sharedGroups } from "./shared-groups.js";
import { add } from "./split.js";

/** What the same usage may be booked under differently on the two sides; `meter` stands for the lifetime of a cache write. */
const GRADES = [
  "service_tier",
  "context",
  "region_class",
  "speed",
  "meter",
] as const satisfies readonly CellDimension[];
export type Grade = (typeof GRADES)[number];

interface Pass {
  readonly grade: Grade;
  /** Whether cells without a day take part: batch is held against other tiers day by day first, then over the period. */
  readonly withoutDay: boolean;
}

const PASSES: readonly Pass[] = [
  { grade: "service_tier", withoutDay: false },
  ...GRADES.map((grade) => ({ grade, withoutDay: true })),
];

/**
 * Joins cells of one (provider, day, offer, meter, attribution) that differ in exactly one grade and whose quantities agree
 * together but not apart. The ledger's side stays priced as recorded, so that the whole effect is rate variance.
 * Semantics section 5, "Regrading".
 */
export function regrade(cells: readonly Cell[], ratio: Decimal): Cell[] {
  const done: Cell[] = [];
  let open: Cell[] = [];
  for (const cell of cells) (mayJoin(cell, ratio) ? open : done).push(cell);
  for (const { grade, withoutDay } of PASSES) {
    const next: Cell[] = [];
    for (const group of groupsOf(open, grade, withoutDay)) {
      if (isOneThing(group, grade, ratio)) done.push(join(group, grade));
      else for (const cell of group) next.push(cell);
    }
    open = next;
  }
  return [...done, ...open];
}

/** Cells with quantities on the sides they have, which do not agree as they are. */
function mayJoin(cell: Cell, ratio: Decimal): boolean {
  const { billed, used } = quantities(cell);
  if (billed === null || cell.klass === "*" || cell.values.offer === undefined) return false;
  return !agree(billed, used, ratio);
}

function quantities(cell: Cell): { billed: Decimal | null; used: Decimal } {
  const used = Decimal.sum(cell.ledger.map((atom) => atom.quantity));
  if (cell.cost.length === 0) return { billed: cell.usage.length === 0 ? Decimal.zero : null, used };
  return { billed: sumQuantities(cell.cost) ?? sumQuantities(cell.usage), used };
}

function agree(billed: Decimal, used: Decimal, ratio: Decimal): boolean {
  const largest = billed.greaterThan(used) ? billed : used;
  return !billed.sub(used).abs().greaterThan(largest.mul(ratio));
}

function isOneThing(group: readonly Cell[], grade: Grade, ratio: Decimal): boolean {
  if (group.length < 2 || new Set(group.map((cell) => cell.values[grade])).size < 2) return false;
  let [billed, used] = [Decimal.zero, Decimal.zero];
  for (const cell of group) {
    const sums = quantities(cell);
    billed = billed.add(sums.billed ?? Decimal.zero);
    used = used.add(sums.used);
  }
  return !billed.isZero() && !used.isZero() && agree(billed, used, ratio);
}

/** Cells alike in offer, meter and all else that every one of them states, but for the grade. */
function groupsOf(cells: readonly Cell[], grade: Grade, withoutDay: boolean): Cell[][] {
  const coarse = new Map<string, Cell[]>();
  for (const [index, cell] of cells.entries()) {
    const alone = cell.values[grade] === undefined || (!withoutDay && cell.values.day === undefined);
    add(coarse, alone ? `alone ${index}` : `${cell.klass} ${cell.values.offer} ${meterOf(cell, grade)}`, cell);
  }
  const but = new Set<CellDimension>([grade, "meter"]);
  return [...coarse.values()].flatMap((group) => sharedGroups(group, (cell) => cell.values, but));
}

function meterOf(cell: Cell, grade: Grade): string {
  const meter = cell.values.meter ?? "";
  if (grade !== "meter") return meter;
  return isCacheWrite(meter) ? "cache writes" : meter;
}

function join(group: readonly Cell[], grade: Grade): Cell {
  const [first, ...rest] = group;
  if (first === undefined) throw new RangeError("a group of cells is never empty");
  const values: CellValues = {};
  for (const dimension of CELL_DIMENSIONS) {
    const value = first.values[dimension];
    if (value !== undefined && rest.every((cell) => cell.values[dimension] === value)) values[dimension] = value;
  }
  return {
    ...first,
    values,
    cost: group.flatMap((cell) => cell.cost),
    usage: group.flatMap((cell) => cell.usage),
    ledger: group.flatMap((cell) => cell.ledger),
    regraded: grade,
  };
}
