import { formatInstant } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";
import { liesBeside, quantityDifference, within } from "./siblings.js";

/** The difference stands at the period's edge, and the ledger has it just beyond the edge. */
export const lateUsage: CauseTest = {
  causes: ["late_usage"],
  klass: 4,
  *find(context): Iterable<Fit> {
    for (const edge of ["after", "before"] as const) {
      const parts: Part[] = [];
      let furthest = edge === "after" ? context.period.to : context.period.from;
      for (const part of context.open) {
        const reach = reachOf(part, edge, context);
        if (reach === undefined) continue;
        parts.push(part);
        furthest = edge === "after" ? Math.max(furthest, reach) : Math.min(furthest, reach);
      }
      if (parts.length > 0) yield fitOf(parts, edge, furthest);
    }
  },
};

/** How far beyond the edge the usage lies that the cell lacks, or undefined when no run of it is exactly that. */
function reachOf(part: Part, edge: "after" | "before", context: CauseContext): number | undefined {
  if (!["quantity_variance", "amount_variance", "invoice_only"].includes(part.step)) return undefined;
  if (part.amount.sign() <= 0 || !isAtEdge(part.entry, edge, context)) return undefined;
  const outside = context.beyond.filter(
    (atom) => isBeyond(atom, edge, context) && liesBeside(part.entry.cell, atom, "day"),
  );
  outside.sort((a, b) => (edge === "after" ? a.at - b.at : b.at - a.at));
  let [quantity, amount] = [Decimal.zero, Decimal.zero];
  for (const atom of outside) {
    quantity = quantity.add(atom.quantity);
    amount = amount.add(atom.amount);
    if (explains(part, quantity, amount)) return atom.at;
  }
  return undefined;
}

function isAtEdge({ cell }: CellEntry, edge: "after" | "before", { period }: CauseContext): boolean {
  const { day } = cell.values;
  if (day === undefined) return true;
  return edge === "after" ? Number(day) + 86_400_000 >= period.to : Number(day) <= period.from;
}

function isBeyond(atom: LedgerAtom, edge: "after" | "before", { period }: CauseContext): boolean {
  return edge === "after" ? atom.at >= period.to : atom.at < period.from;
}

function explains(part: Part, quantity: Decimal, amount: Decimal): boolean {
  const difference = quantityDifference(part.entry);
  if (difference !== null) return difference.equals(quantity);
  return within(part.amount.sub(amount), part.entry.numbers.roundingBound);
}

function fitOf(parts: readonly Part[], edge: "after" | "before", reach: number): Fit {
  const billed = Decimal.sum(parts.map((part) => part.amount));
  const where = edge === "after" ? "after the last day, up to" : "before the first day, from";
  return {
    cause: "late_usage",
    owner: "nobody",
    parts,
    evidence: [
      `${billed} is billed at the edge of the period, of which the ledger has the usage ${where} ${formatInstant(reach)}`,
    ],
    remedy: "nothing, if the next period's bill leaves it out; reconcile both periods together to see",
  };
}
