import { isInputMeter, type Meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { Cell } from "../cell.js";
import type { CellEntry, Part } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";
import { reprice } from "./reprice.js";
import { liesBeside, quantityDifference, quantityOf, quantityParts, within } from "./siblings.js";

const UNCACHED = "uncached_input" as Meter;

/** The ledger's uncached input exceeds the billed by exactly the cached tokens of the group: they were counted in both. */
export const cachedCountedTwice: CauseTest = {
  causes: ["cached_counted_twice"],
  klass: 3,
  *find(context): Iterable<Fit> {
    const parts: Part[] = [];
    let cached = Decimal.zero;
    for (const part of quantityParts(context.open)) {
      const twice = countedTwice(part.entry, context);
      if (twice === undefined) continue;
      parts.push(part);
      cached = cached.add(twice);
    }
    if (parts.length > 0) yield fitOf(parts, cached);
  },
};

/** The cached tokens that the cell's difference is, or undefined. Reads alone first, then reads and writes together. */
function countedTwice(entry: CellEntry, context: CauseContext): Decimal | undefined {
  const { cell } = entry;
  if (!holdsUncached(cell)) return undefined;
  const cached = context.ledger.filter((atom) => isCached(atom) && liesBeside(cell, atom, "meter"));
  const reads = cached.filter((atom) => atom.recordedMeter === "cache_read");
  for (const atoms of [reads, cached]) {
    const tokens = quantityOf(atoms);
    if (!tokens.isZero() && explains(entry, atoms, tokens, context)) return tokens;
  }
  return undefined;
}

function holdsUncached(cell: Cell): boolean {
  return cell.ledger.some((atom) => atom.meter === UNCACHED);
}

function isCached(atom: LedgerAtom): boolean {
  return isInputMeter(atom.recordedMeter) && !atom.recordedMeter.startsWith(UNCACHED);
}

function explains(entry: CellEntry, atoms: readonly LedgerAtom[], tokens: Decimal, { catalog }: CauseContext): boolean {
  const difference = quantityDifference(entry);
  if (difference !== null) return difference.neg().equals(tokens);
  let amount = Decimal.zero;
  for (const atom of atoms) {
    const atInput = reprice(catalog, atom, { meter: UNCACHED });
    if (atInput === null) return false;
    amount = amount.add(atInput);
  }
  return within(entry.numbers.difference.add(amount), entry.numbers.roundingBound);
}

function fitOf(parts: readonly Part[], cached: Decimal): Fit {
  const recorded = Decimal.sum(parts.map((part) => part.entry.numbers.ledgerQuantity));
  return {
    cause: "cached_counted_twice",
    owner: "engineering",
    parts,
    evidence: [
      `the ledger holds ${recorded} uncached input tokens, which is ${cached} more than billed`,
      `${cached} is exactly the number of cached tokens recorded beside them`,
    ],
    remedy:
      "subtract cached tokens from the input before recording it as uncached: this provider's input total includes them",
  };
}
