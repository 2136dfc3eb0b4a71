import type { Meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import { intervalFor, priceBill } from "../bill-rate.js";
import type { CauseContext, CauseName, CauseTest, Fit } from "../cause.js";
import type { Cell } from "../cell.js";
import type { CellDimension } from "../cell-dimensions.js";
import { ledgerValues } from "../cell-dimensions.js";
import type { CellEntry, Part } from "../entries.js";
import { type Change, fitsBilled, repriceAll } from "./reprice.js";
import { rateParts, within } from "./siblings.js";

/** The bill itself says that the usage was of another tier, context, region or lifetime than the ledger recorded. */
export const statedConditions: CauseTest = {
  causes: ["batch_rate", "flex_rate", "priority_rate", "long_context_rate", "regional_uplift", "cache_lifetime_rate"],
  klass: 2,
  *find(context): Iterable<Fit> {
    const groups = new Map<string, Part[]>();
    for (const part of rateParts(context.open)) {
      const cause = causeOf(part.entry.cell);
      if (cause === undefined || !billedAsStated(part.entry, context)) continue;
      const key = `${cause} ${booked(part.entry.cell, "bill")} ${booked(part.entry.cell, "ledger")}`;
      groups.set(key, [...(groups.get(key) ?? []), part]);
    }
    for (const parts of groups.values()) yield fitOf(parts);
  },
};

/** Named by the value that is not the standard one, the bill's first. */
function causeOf({ regraded, cost, ledger }: Cell): CauseName | undefined {
  if (regraded === "context") return "long_context_rate";
  if (regraded === "region_class") return "regional_uplift";
  if (regraded === "meter") return "cache_lifetime_rate";
  if (regraded !== "service_tier") return undefined;
  const tiers = [
    ...cost.map((atom) => atom.values.service_tier),
    ...ledger.map((atom) => atom.conditions.service_tier),
  ];
  const tier = tiers.find((value) => value === "batch" || value === "flex" || value === "priority");
  if (tier === "batch") return "batch_rate";
  if (tier === "flex") return "flex_rate";
  return tier === "priority" ? "priority_rate" : undefined;
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

function changeTo(dimension: CellDimension, value: string, set: Parameters<typeof intervalFor>[0]): Change {
  if (dimension === "service_tier") return { conditions: { serviceTier: value } };
  if (dimension === "region_class") return { conditions: { regionClass: value } };
  if (dimension === "context") return { conditions: { interval: intervalFor(set, value) } };
  if (dimension === "speed") return { conditions: { speed: value } };
  return { meter: value as Meter };
}

/** What one side books the usage under, in words. */
function booked({ regraded, cost, ledger }: Cell, side: "bill" | "ledger"): string {
  if (regraded === null) return "";
  const values =
    side === "bill" ? cost.map((atom) => atom.values[regraded]) : ledger.map((atom) => ledgerValues(atom)[regraded]);
  return [...new Set(values.flatMap((value) => value ?? []))].sort().join(" and ");
}

function fitOf(parts: readonly Part[]): Fit {
  const [first] = parts;
  const cell = first?.entry.cell;
  if (cell === undefined) throw new RangeError("a fit is never without a part");
  const [bill, ledger] = [booked(cell, "bill"), booked(cell, "ledger")];
  const billed = Decimal.sum(parts.map((part) => part.entry.numbers.billed ?? Decimal.zero));
  const recorded = Decimal.sum(parts.map((part) => part.entry.numbers.ledgerAmount));
  const dimension = cell.regraded === "meter" ? "meter" : cell.regraded;
  return {
    cause: causeOf(cell) ?? "unknown",
    owner: "engineering",
    parts,
    evidence: [
      `the bill states ${dimension} ${bill}, the ledger recorded ${ledger}, of the same quantity`,
      `at the catalog's rate for ${bill} the quantity costs ${billed}, as billed; as recorded it costs ${recorded}`,
    ],
    remedy: `record the ${dimension} that the response states, and correct the events of these cells`,
  };
}
