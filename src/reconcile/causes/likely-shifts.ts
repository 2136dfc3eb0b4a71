import { compareText } from "../../findings/index.js";
import { DAY, HOUR, type Instant } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseContext } from "../cause.js";
import { CELL_DIMENSIONS, type CellDimension } from "../cell-dimensions.js";
import type { CellEntry, Part } from "../entries.js";
import type { QuarterShare } from "../ledger-atom.js";
import { add } from "../split.js";
import { keyIn } from "../value-index.js";
import { within } from "./differences.js";
import { type UsageByTime, usageByTime } from "./usage-by-time.js";

/** An offset of the ledger's clock, with the days of groups that would agree under it: within tolerance, and exactly. */
export interface RankedShift {
  readonly hours: number;
  readonly agree: number;
  readonly exact: number;
}

const LARGEST_OFFSET = 14;

/** Every offset that a zone may have, whole hours before half ones, smaller ones first. */
const SHIFTS: readonly number[] = [1, 0.5].flatMap((first) =>
  Array.from({ length: LARGEST_OFFSET }, (_, index) => first + index).flatMap((hours) =>
    hours > LARGEST_OFFSET ? [] : [-hours, hours],
  ),
);

/**
 * The offsets under which more days agree than now, best first. It looks at the quantities of each day alone, group by group
 * (an offer's meter, of a key), which is much cheaper than to match everything again, and so decides what is worth that.
 */
export function likelyShifts(parts: readonly Part[], context: CauseContext): RankedShift[] {
  const groups = groupsOf(parts, context);
  const now = rank(0, groups, context);
  const ranked = SHIFTS.map((hours) => rank(hours, groups, context)).filter((shift) => isBetter(shift, now));
  return ranked.sort(
    (a, b) => b.agree - a.agree || b.exact - a.exact || SHIFTS.indexOf(a.hours) - SHIFTS.indexOf(b.hours),
  );
}

/** No fewer days agree, and at least two more do, or do exactly. */
function isBetter(shift: RankedShift, now: RankedShift): boolean {
  return shift.agree >= now.agree && shift.agree + shift.exact > now.agree + now.exact + 1;
}

/** What is billed on each day, and all of the ledger's usage of the same kind by its time. */
interface Group {
  readonly billed: ReadonlyMap<Instant, CellEntry>;
  readonly usage: UsageByTime;
}

/** Groups that hold a difference; days that agree already cannot heal, and the whole match sees to it that they stay so. */
function groupsOf(parts: readonly Part[], context: CauseContext): Group[] {
  const dimensions = sharedDimensions(context.entries);
  const nameOf = ({ cell }: CellEntry): string => `${cell.klass} ${keyIn(cell.values, dimensions)}`;
  const wanted = largest(parts, nameOf);
  const billed = new Map<string, Map<Instant, CellEntry>>();
  const shares = new Map<string, QuarterShare[]>();
  const klassOf = new Map<string, string>();
  for (const entry of context.entries) {
    const name = nameOf(entry);
    const { day } = entry.cell.values;
    if (day === undefined || !wanted.has(name)) continue;
    for (const atom of entry.cell.ledger) for (const share of atom.shares) add(shares, name, share);
    if (entry.cell.cost.length + entry.cell.usage.length === 0) continue;
    billed.set(name, (billed.get(name) ?? new Map()).set(Number(day), entry));
    klassOf.set(keyIn(entry.cell.values, dimensions), name);
  }
  for (const atom of context.beyond.atoms) {
    const name = klassOf.get(keyIn(atom.values, dimensions));
    if (name !== undefined) for (const share of atom.shares) add(shares, name, share);
  }
  return [...billed].map(([name, days]) => ({ billed: days, usage: usageByTime(shares.get(name) ?? []) }));
}

/** So many groups tell an offset from another; the whole match then looks at all. */
const MOST_GROUPS = 500;

/** The groups with the largest differences. */
function largest(parts: readonly Part[], nameOf: (entry: CellEntry) => string): Set<string> {
  const sizes = new Map<string, Decimal>();
  for (const { entry, amount } of parts) {
    const name = nameOf(entry);
    sizes.set(name, (sizes.get(name) ?? Decimal.zero).add(amount.abs()));
  }
  const sorted = [...sizes].sort(([a, x], [b, y]) => y.compare(x) || compareText(a, b));
  return new Set(sorted.slice(0, MOST_GROUPS).map(([name]) => name));
}

/** What every cell with a day states, but for the day: cells of one side alone may state more. */
function sharedDimensions(entries: readonly CellEntry[]): CellDimension[] {
  const daily = entries.filter(({ cell }) => cell.values.day !== undefined);
  return CELL_DIMENSIONS.filter(
    (dimension) => dimension !== "day" && daily.every(({ cell }) => cell.values[dimension] !== undefined),
  );
}

function rank(hours: number, groups: readonly Group[], context: CauseContext): RankedShift {
  let [agree, exact] = [0, 0];
  for (const { billed, usage } of groups) {
    for (const [day, entry] of billed) {
      const from = day - hours * HOUR;
      const { quantity, amount } = usage.between(from, from + DAY);
      const fit = fitOf(entry, quantity, amount, context.options.toleranceRatio);
      if (fit !== "differs") agree += 1;
      if (fit === "exact") exact += 1;
    }
  }
  return { hours, agree, exact };
}

function fitOf(
  { numbers }: CellEntry,
  quantity: Decimal,
  amount: Decimal,
  ratio: Decimal,
): "exact" | "agrees" | "differs" {
  const { billedQuantity, billed, roundingBound } = numbers;
  const off = billedQuantity === null ? (billed ?? Decimal.zero).sub(amount) : billedQuantity.sub(quantity);
  if (billedQuantity === null ? within(off, roundingBound) : off.isZero()) return "exact";
  const whole = billedQuantity ?? billed ?? Decimal.zero;
  return off.abs().greaterThan(whole.abs().mul(ratio)) ? "differs" : "agrees";
}
