import { DAY, formatInstant, type Instant } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import { counted, money, sumOf } from "../words.js";
import { quantityDifference, within } from "./differences.js";

type Edge = "after" | "before";

/** The difference stands at the period's edge, and the ledger has it just beyond the edge. */
export const lateUsage: CauseTest = {
  causes: ["late_usage"],
  klass: 4,
  *find(context): Iterable<Fit> {
    for (const edge of ["after", "before"] as const) {
      const parts: Part[] = [];
      const reaches: Instant[] = [];
      for (const part of context.open) {
        const reach = reachOf(part, edge, context);
        if (reach === undefined) continue;
        parts.push(part);
        reaches.push(reach);
      }
      if (parts.length > 0) yield fitOf(parts, edge, reaches);
    }
  },
};

/** How far beyond the edge the usage lies that the cell lacks, or undefined when no run of it is exactly that. */
function reachOf(part: Part, edge: Edge, context: CauseContext): Instant | undefined {
  if (!["quantity_variance", "amount_variance", "invoice_only"].includes(part.step)) return undefined;
  if (part.amount.sign() <= 0 || !isAtEdge(part.entry, edge, context)) return undefined;
  const shares = context.beyond
    .alike(part.entry.cell, "day")
    .flatMap((atom) => atom.shares)
    .filter((share) => (edge === "after" ? share.at >= context.period.to : share.at < context.period.from))
    .sort((a, b) => (edge === "after" ? a.at - b.at : b.at - a.at));
  let [quantity, amount] = [Decimal.zero, Decimal.zero];
  for (const share of shares) {
    quantity = quantity.add(share.quantity);
    amount = amount.add(share.amount);
    if (explains(part, quantity, amount)) return share.at;
  }
  return undefined;
}

function isAtEdge({ cell }: CellEntry, edge: Edge, { period }: CauseContext): boolean {
  const { day } = cell.values;
  if (day === undefined) return true;
  return edge === "after" ? Number(day) + DAY >= period.to : Number(day) <= period.from;
}

function explains(part: Part, quantity: Decimal, amount: Decimal): boolean {
  const difference = quantityDifference(part.entry);
  if (difference !== null) return difference.equals(quantity);
  return within(part.amount.sub(amount), part.entry.numbers.roundingBound);
}

const QUARTER = DAY / 96;

function fitOf(parts: readonly Part[], edge: Edge, reaches: readonly Instant[]): Fit {
  const where =
    edge === "after"
      ? `after the period, up to ${formatInstant(reaches.reduce((a, b) => Math.max(a, b)) + QUARTER)}`
      : `before the period, from ${formatInstant(reaches.reduce((a, b) => Math.min(a, b)))}`;
  return {
    cause: "late_usage",
    owner: "nobody",
    parts,
    evidence: [
      `${money(sumOf(parts), parts)} more than recorded is billed at the edge of the period, in ${counted(parts.length, "cell")}; the ledger has exactly that usage ${where}`,
    ],
    remedy: "nothing, if the neighbouring period's bill leaves it out; reconcile both periods together to see",
  };
}
