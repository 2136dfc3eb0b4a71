import { isInputMeter, type Meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";
import { counted, entriesOf, money, sumOf } from "../words.js";
import { quantityDifference, quantityOf, quantityParts, within } from "./differences.js";
import { reprice } from "./reprice.js";

export const UNCACHED = "uncached_input" as Meter;

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
  if (!cell.ledger.some((atom) => atom.meter === UNCACHED)) return undefined;
  for (const atoms of cachedSets(context.ledger.beside(cell, "meter"))) {
    const tokens = quantityOf(atoms);
    if (!tokens.isZero() && explains(entry, atoms, tokens, context)) return tokens;
  }
  return undefined;
}

/** What may have been counted twice: the tokens read from caches, or those and the tokens written to them. */
export function cachedSets(atoms: readonly LedgerAtom[]): LedgerAtom[][] {
  const cached = atoms.filter(
    ({ recordedMeter }) => isInputMeter(recordedMeter) && !recordedMeter.startsWith(UNCACHED),
  );
  return [cached.filter((atom) => atom.recordedMeter === "cache_read"), cached];
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
  const entries = entriesOf(parts);
  const recorded = quantityOf(entries.flatMap(({ cell }) => cell.ledger.filter((atom) => atom.meter === UNCACHED)));
  return {
    cause: "cached_counted_twice",
    owner: "engineering",
    parts,
    evidence: [
      `in ${counted(entries.length, "cell")} the ledger holds ${recorded} uncached input tokens where ${recorded.sub(cached)} are billed: ${cached} too many`,
      `${cached} is exactly the number of cached tokens that it holds beside them; priced as uncached input they are ${money(sumOf(parts).neg(), parts)} too much`,
    ],
    remedy: REMEDY,
  };
}

export const REMEDY =
  "subtract the cached tokens from the input before recording it as uncached: this provider's input count includes them";
