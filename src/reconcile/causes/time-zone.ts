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
    if (!looksShifted(parts)) return;
    const best = bestShift(parts, context);
    if (best !== undefined) yield fitOf(best.parts, best.hours);
  },
};

/** Neighbouring days differ in opposite directions: a cheap test before the thorough one. */
function looksShifted(parts: readonly Part[]): boolean {
  const days = new Set(parts.map((part) => part.entry.cell.values.day));
  const signs = new Set(parts.map((part) => part.amount.sign()));
  return days.size >= 2 && signs.has(1) && signs.has(-1);
}

/** The smallest offset that makes most cells agree and no other cell differ. Half hours cover every zone in use but two. */
function bestShift(parts: readonly Part[], context: CauseContext): { hours: number; parts: Part[] } | undefined {
  let best: { hours: number; parts: Part[] } | undefined;
  for (let hours = 0.5; hours <= LARGEST_OFFSET; hours += 0.5) {
    for (const shift of [-hours, hours]) {
      const healed = healedBy(shift, parts, context);
      if (healed.length > (best?.parts.length ?? 1)) best = { hours: shift, parts: healed };
    }
  }
  return best;
}

function healedBy(hours: number, parts: readonly Part[], context: CauseContext): Part[] {
  const entries = context.rematchShifted(hours * HOUR);
  const differing = new Set(testTolerance(entries, context.options).beyond.map((part) => keyOf(part.entry)));
  const before = new Set(context.open.map((part) => keyOf(part.entry)));
  if ([...differing].some((key) => !before.has(key))) return [];
  return parts.filter((part) => !differing.has(keyOf(part.entry)) && entries.length > 0);
}

function keyOf({ cell }: CellEntry): string {
  return `${cell.klass} ${JSON.stringify(CELL_DIMENSIONS.map((dimension) => cell.values[dimension] ?? null))}`;
}

function fitOf(parts: readonly Part[], hours: number): Fit {
  const all = new Set(parts.flatMap((part) => partsOf(part.entry))).size;
  const way = hours > 0 ? `later by ${hours}` : `earlier by ${-hours}`;
  return {
    cause: "time_zone",
    owner: "engineering",
    parts,
    evidence: [
      `with the ledger's times ${way} hours, ${parts.length} of the differences between days vanish and none appears`,
      `${all} cells of neighbouring days are concerned`,
    ],
    remedy:
      "record times in UTC, with their offset; the log writes local time, or the bill counts its days in another zone (--time-zone)",
  };
}
