import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";
import { amountOf, liesIn, quantityDifference, quantityOf, within } from "./siblings.js";

/** The ledger holds events that are equal in all but their id, and without the surplus the group agrees. */
export const duplicateEvents: CauseTest = {
  causes: ["duplicate_events"],
  klass: 3,
  *find(context): Iterable<Fit> {
    if (context.duplicates.length === 0) return;
    const parts: Part[] = [];
    let surplus = Decimal.zero;
    for (const part of context.open) {
      if (part.step !== "quantity_variance" && part.step !== "amount_variance") continue;
      const atoms = duplicatesIn(part.entry, context);
      if (atoms.length === 0 || !agreesWithout(part.entry, atoms)) continue;
      parts.push(part);
      surplus = surplus.add(amountOf(atoms));
    }
    if (parts.length > 0) yield fitOf(parts, surplus);
  },
};

function duplicatesIn(entry: CellEntry, { duplicates }: CauseContext): LedgerAtom[] {
  return duplicates.filter((atom) => liesIn(entry.cell, atom));
}

function agreesWithout(entry: CellEntry, surplus: readonly LedgerAtom[]): boolean {
  const difference = quantityDifference(entry);
  if (difference !== null) return difference.neg().equals(quantityOf(surplus));
  return within(entry.numbers.difference.add(amountOf(surplus)), entry.numbers.roundingBound);
}

function fitOf(parts: readonly Part[], surplus: Decimal): Fit {
  const cells = parts.length === 1 ? "1 cell agrees" : `${parts.length} cells agree`;
  return {
    cause: "duplicate_events",
    owner: "engineering",
    parts,
    evidence: [
      `the ledger holds events that are equal in all but their id; with each counted once, ${cells}`,
      `the surplus, at catalog prices, is ${surplus}`,
    ],
    remedy:
      "find the log that was written twice, record the provider's response id, and void the second events with `aimodels ledger correct`",
  };
}
