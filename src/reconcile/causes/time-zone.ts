import { HOUR } from "../../meters/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import { CELL_DIMENSIONS } from "../cell-dimensions.js";
import { type CellEntry, type Part, partsOf } from "../entries.js";
import { testTolerance } from "../tolerance.js";
import { keyIn } from "../value-index.js";
import { counted, entriesOf, listed } from "../words.js";
import { likelyShifts, type RankedShift } from "./likely-shifts.js";

const STEPS: ReadonlySet<string> = new Set(["quantity_variance", "amount_variance", "invoice_only", "ledger_only"]);

/** Shifting the ledger by one offset removes the differences between neighbouring days. */
export const timeZone: CauseTest = {
  causes: ["time_zone"],
  klass: 4,
  *find(context): Iterable<Fit> {
    const parts = context.open.filter((part) => STEPS.has(part.step) && part.entry.cell.values.day !== undefined);
    const days = new Set(parts.map((part) => part.entry.cell.values.day));
    if (days.size < 2) return;
    const ranked = likelyShifts(parts, context);
    const best = bestOf(parts, ranked.slice(0, MOST_REMATCHED), context);
    if (best !== undefined) yield fitOf(best, ranked);
  },
};

/** The whole match again costs as much as the first: only the likeliest offsets are tried. */
const MOST_REMATCHED = 3;

interface Shifted {
  readonly shift: RankedShift;
  readonly healed: readonly Part[];
  /** Cells that then agree to the last digit. */
  readonly exact: number;
}

/** The offset that heals most, then the one after which most cells are exact. One that heals everything ends the search. */
function bestOf(parts: readonly Part[], shifts: readonly RankedShift[], context: CauseContext): Shifted | undefined {
  let best: Shifted | undefined;
  for (const shift of shifts) {
    const shifted = shiftedBy(shift, parts, context);
    if (shifted !== undefined && isBetter(shifted, best)) best = shifted;
    if (best?.healed.length === parts.length) return best;
  }
  return best;
}

function isBetter(a: Shifted, b: Shifted | undefined): boolean {
  if (b === undefined) return true;
  return a.healed.length > b.healed.length || (a.healed.length === b.healed.length && a.exact > b.exact);
}

/** What a shift heals: at least two cells, one that passed only to the last digit; and it must make no other cell differ. */
function shiftedBy(shift: RankedShift, parts: readonly Part[], context: CauseContext): Shifted | undefined {
  const entries = context.rematchShifted(shift.hours * HOUR);
  const differing = new Set(testTolerance(entries, context.options).beyond.map((part) => keyOf(part.entry)));
  const before = new Set(context.entries.filter((entry) => context.differs(entry)).map(keyOf));
  if ([...differing].some((key) => !before.has(key))) return undefined;
  const exact = new Set(entries.filter((entry) => partsOf(entry).every((part) => part.amount.isZero())).map(keyOf));
  const healed = parts.filter((part) => {
    const key = keyOf(part.entry);
    return context.differs(part.entry) ? !differing.has(key) : exact.has(key);
  });
  return healed.length < 2 ? undefined : { shift, healed, exact: exact.size };
}

function keyOf({ cell }: CellEntry): string {
  return `${cell.klass} ${keyIn(cell.values, CELL_DIMENSIONS)}`;
}

function fitOf({ shift, healed }: Shifted, ranked: readonly RankedShift[]): Fit {
  const days = new Set(healed.map((part) => part.entry.cell.values.day)).size;
  const way = shift.hours > 0 ? "later" : "earlier";
  const vanish = counted(entriesOf(healed).length, "cell no longer differs", "cells no longer differ");
  return {
    cause: "time_zone",
    owner: "engineering",
    parts: healed,
    evidence: [
      `with the ledger's times ${hoursOf(shift)} ${way}, ${vanish} on ${counted(days, "day")}, and no other cell begins to`,
      ...alternatives(shift, ranked),
    ],
    remedy:
      "record times in UTC, with their offset; the log writes local time, or the bill counts its days in another zone (--time-zone)",
  };
}

function hoursOf({ hours }: RankedShift): string {
  return counted(Math.abs(hours), "hour");
}

/** Offsets that make as many days agree: the usage of these days does not tell them apart. */
function alternatives(shift: RankedShift, ranked: readonly RankedShift[]): string[] {
  const equal = ranked.filter(
    (other) =>
      (other.hours % 1 === 0 || shift.hours % 1 !== 0) &&
      other !== shift &&
      other.hours * shift.hours > 0 &&
      other.agree === shift.agree &&
      other.exact === shift.exact,
  );
  if (equal.length === 0) return [];
  const hours = equal.map(({ hours: each }) => Math.abs(each)).sort((a, b) => a - b);
  return [`${listed(hours.map(String))} hours fit as well: the usage of these days does not tell the offsets apart`];
}
