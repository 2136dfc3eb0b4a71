import { HOUR } from "../../meters/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import { CELL_DIMENSIONS } from "../cell-dimensions.js";
import type { CellEntry, Part } from "../entries.js";
import { partsOf } from "../entries.js";
import { testTolerance } from "../tolerance.js";

const STEPS: ReadonlySet<string> = new Set(["quantity_variance", "amount_variance", "invoice_only", "ledger_only"]);
const LARGEST_OFFSET = 14;

/** Shifting the ledger by one offset removes the differences between neighbouring days. */
export const timeZone: CauseTest = {
  causes: ["time_zone"],
  klass: 4,
  *find(context): Iterable<Fit> {
    const parts = context.open.filter((part) => STEPS.has(part.step) && part.entry.cell.values.day !== undefined);
    const days = new Set(context.entries.flatMap(({ cell }) => cell.values.day ?? []));
    if (parts.length === 0 || days.size < 2) return;
    const best = bestShift(parts, context);
    if (best !== undefined) yield fitOf(best.healed, best.hours);
  },
};

interface Shifted {
  readonly hours: number;
  readonly healed: readonly Part[];
  /** Cells that then agree to the last digit. */
  readonly exact: number;
}

/** Whole hours first; the half hours of some zones only where no whole one makes everything agree. */
function bestShift(parts: readonly Part[], context: CauseContext): Shifted | undefined {
  const whole = bestOf(parts, context, 1);
  if (whole !== undefined && whole.healed.length === parts.length) return whole;
  const half = bestOf(parts, context, 0.5);
  return half !== undefined && isBetter(half, whole) ? half : whole;
}

/** The offset that heals most, then the one after which most cells are exact, then the smallest. */
function bestOf(parts: readonly Part[], context: CauseContext, first: number): Shifted | undefined {
  let best: Shifted | undefined;
  for (let hours = first; hours <= LARGEST_OFFSET; hours += 1) {
    for (const shift of [-hours, hours]) {
      const shifted = shiftedBy(shift, parts, context);
      if (shifted !== undefined && isBetter(shifted, best)) best = shifted;
    }
  }
  return best;
}

function isBetter(a: Shifted, b: Shifted | undefined): boolean {
  if (b === undefined) return true;
  return a.healed.length > b.healed.length || (a.healed.length === b.healed.length && a.exact > b.exact);
}

/** What a shift heals: at least two cells, and it must not make any other cell differ. */
function shiftedBy(hours: number, parts: readonly Part[], context: CauseContext): Shifted | undefined {
  const entries = context.rematchShifted(hours * HOUR);
  const differing = new Set(testTolerance(entries, context.options).beyond.map((part) => keyOf(part.entry)));
  const before = new Set(context.entries.filter((entry) => context.differs(entry)).map(keyOf));
  if ([...differing].some((key) => !before.has(key))) return undefined;
  const exact = new Set(entries.filter((entry) => partsOf(entry).every((part) => part.amount.isZero())).map(keyOf));
  const healed = parts.filter((part) => {
    const key = keyOf(part.entry);
    return context.differs(part.entry) ? !differing.has(key) : exact.has(key);
  });
  const beyond = healed.filter((part) => context.differs(part.entry)).length;
  return beyond < 2 ? undefined : { hours, healed, exact: exact.size };
}

function keyOf({ cell }: CellEntry): string {
  return `${cell.klass} ${JSON.stringify(CELL_DIMENSIONS.map((dimension) => cell.values[dimension] ?? null))}`;
}

function fitOf(parts: readonly Part[], hours: number): Fit {
  const days = new Set(parts.map((part) => part.entry.cell.values.day)).size;
  const way = hours > 0 ? `later by ${hours}` : `earlier by ${-hours}`;
  return {
    cause: "time_zone",
    owner: "engineering",
    parts,
    evidence: [
      `with the ledger's times ${way} hours, ${parts.length} differences on ${days} ${days === 1 ? "day" : "days"} vanish and none appears`,
    ],
    remedy:
      "record times in UTC, with their offset; the log writes local time, or the bill counts its days in another zone (--time-zone)",
  };
}
