import { Decimal } from "../../money/index.js";
import { priceBill } from "../bill-rate.js";
import type { CauseContext, CauseName, CauseTest, Fit } from "../cause.js";
import type { Cell } from "../cell.js";
import type { CellEntry, Part } from "../entries.js";
import { add } from "../split.js";
import { billedIn, counted, entriesOf, listed, money, recordedIn } from "../words.js";
import { doublesOverThreshold } from "./cached-over-threshold.js";
import { rateParts, within } from "./differences.js";
import { causeOfGrade, changeTo, GRADE_WORDS } from "./grades.js";
import { fitsBilled, repriceAll } from "./reprice.js";

/** The bill itself says that the usage was of another tier, context, region, speed or lifetime than the ledger recorded. */
export const statedConditions: CauseTest = {
  causes: ["batch_rate", "flex_rate", "priority_rate", "long_context_rate", "regional_uplift", "cache_lifetime_rate"],
  klass: 2,
  *find(context): Iterable<Fit> {
    const groups = new Map<string, Part[]>();
    const otherwise = new Set(doublesOverThreshold(context).parts);
    for (const part of rateParts(context.open)) {
      const { cell } = part.entry;
      if (cell.regraded === null || otherwise.has(part) || !billedAsStated(part.entry, context)) continue;
      const cause = causeOf(cell);
      add(groups, [cause, cell.regraded, booked(cell, "bill"), booked(cell, "ledger")].join("\u0000"), part);
    }
    for (const parts of groups.values()) yield* fitsOf(parts);
  },
};

/** No cause is named after a speed: its fits are unknown, with the evidence that tells all. */
function fitsOf(parts: readonly Part[]): Fit[] {
  const [first] = parts;
  const cause = first === undefined ? "unknown" : causeOf(first.entry.cell);
  return cause === "unknown" ? parts.map((part) => fitOf("unknown", [part])) : [fitOf(cause, parts)];
}

function causeOf({ regraded, cost, ledger }: Cell): CauseName {
  if (regraded === null) return "unknown";
  const recorded = ledger.map((atom) => atom.conditions.service_tier);
  return causeOfGrade(
    regraded,
    cost.map((atom) => atom.values.service_tier),
    recorded,
  );
}

function billedAsStated(entry: CellEntry, { catalog }: CauseContext): boolean {
  const { cell, numbers } = entry;
  if (numbers.billed === null) return false;
  let expected = Decimal.zero;
  for (const atom of cell.cost) {
    if (atom.line.quantity === null) return repricedFits(entry, catalog);
    const { price } = priceBill(catalog, atom, atom.line.quantity);
    if (price === null) return false;
    expected = expected.add(price.amount);
  }
  return within(numbers.billed.sub(expected), numbers.roundingBound);
}

/** Lines without quantities: all the ledger's usage at the one condition that they state. */
function repricedFits(entry: CellEntry, catalog: CauseContext["catalog"]): boolean {
  const { cost, ledger, regraded } = entry.cell;
  const stated = new Set(cost.map((atom) => (regraded === null ? undefined : atom.values[regraded])));
  const [value] = stated;
  if (stated.size !== 1 || value === undefined || regraded === null) return false;
  const amount = repriceAll(catalog, ledger, (atom) => changeTo(regraded, value, atom.set));
  return amount !== null && fitsBilled(entry, amount);
}

/** What one side books the usage under, in words. */
function booked({ regraded, cost, ledger }: Cell, side: "bill" | "ledger"): string {
  if (regraded === null) return "";
  const values =
    side === "bill" ? cost.map((atom) => atom.values[regraded]) : ledger.map((atom) => atom.values[regraded]);
  return listed([...new Set(values.flatMap((value) => value ?? []))].sort());
}

function fitOf(cause: CauseName, parts: readonly Part[]): Fit {
  const cell = parts[0]?.entry.cell;
  if (cell === undefined || cell.regraded === null) throw new RangeError("a fit is never without a regraded part");
  const [bill, ledger] = [booked(cell, "bill"), booked(cell, "ledger")];
  const { words, thing } = GRADE_WORDS[cell.regraded];
  const [billed, recorded] = [billedIn(parts), recordedIn(parts)];
  return {
    cause,
    owner: "engineering",
    parts,
    evidence: [
      `the bill states ${words} ${bill}, the ledger recorded ${ledger}, of the same quantity, in ${counted(entriesOf(parts).length, "cell")}`,
      `as stated it costs ${money(billed, parts)} by the catalog, as billed; as recorded, ${money(recorded, parts)}: a difference of ${money(billed.sub(recorded), parts)}`,
    ],
    remedy: `record the ${thing} that the response states, and correct the events of these cells`,
  };
}
