import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";
import { counted, entriesOf, money } from "../words.js";
import { amountOf, quantityDifference, quantityOf, quantityParts, within } from "./differences.js";

/** The ledger holds events that are equal in all but their id, and without the surplus the group agrees. */
export const duplicateEvents: CauseTest = {
  causes: ["duplicate_events"],
  klass: 3,
  *find(context): Iterable<Fit> {
    if (context.duplicates.atoms.length === 0) return;
    const parts: Part[] = [];
    let surplus = Decimal.zero;
    for (const part of context.open) {
      const found = surplusOf(part, context);
      if (found === undefined) continue;
      parts.push(part);
      surplus = surplus.add(found);
    }
    if (parts.length > 0) yield fitOf(parts, surplus);
  },
};

function surplusOf(part: Part, { duplicates, open }: CauseContext): Decimal | undefined {
  if (quantityParts([part]).length === 0 || open.length === 0) return undefined;
  const atoms = duplicates.within(part.entry.cell);
  return atoms.length > 0 && agreesWithout(part.entry, atoms) ? amountOf(atoms) : undefined;
}

function agreesWithout(entry: CellEntry, surplus: readonly LedgerAtom[]): boolean {
  const difference = quantityDifference(entry);
  if (difference !== null) return difference.neg().equals(quantityOf(surplus));
  return within(entry.numbers.difference.add(amountOf(surplus)), entry.numbers.roundingBound);
}

function fitOf(parts: readonly Part[], surplus: Decimal): Fit {
  const cells = entriesOf(parts).length;
  return {
    cause: "duplicate_events",
    owner: "engineering",
    parts,
    evidence: [
      `the ledger holds events that are equal in all but their id; with each counted once, ${counted(cells, "cell agrees", "cells agree")} with the bill`,
      `at catalog prices the surplus is ${money(surplus, parts)}`,
    ],
    remedy:
      "find the log that was written twice, record the provider's response id, and void the second events with `aimodels ledger correct`",
  };
}
