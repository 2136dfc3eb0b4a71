import { Decimal, exactQuotient, quotientHalfEven } from "../../money/index.js";
import { boundOf, type CauseTest, type Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import { money } from "../words.js";
import { rateParts, within } from "./differences.js";

/** The bill states a list price beside what was paid, and the ledger's cost is that list price. */
export const statedDiscount: CauseTest = {
  causes: ["uniform_discount"],
  klass: 2,
  *find({ open }): Iterable<Fit> {
    const parts = rateParts(open).filter((part) => isListPrice(part.entry));
    if (parts.length === 0) return;
    const list = Decimal.sum(parts.map((part) => listOf(part.entry) ?? Decimal.zero));
    const billed = Decimal.sum(parts.map((part) => part.entry.numbers.billed ?? Decimal.zero));
    if (!billed.lessThan(list) || within(list.sub(billed), boundOf(parts))) return;
    yield fitOf(parts, list, billed);
  },
};

function listOf(entry: CellEntry): Decimal | null {
  let list = Decimal.zero;
  for (const { line } of entry.cell.cost) {
    if (line.listAmount === null) return null;
    list = list.add(line.listAmount);
  }
  return list;
}

function isListPrice(entry: CellEntry): boolean {
  const list = listOf(entry);
  return list !== null && within(list.sub(entry.numbers.ledgerAmount), entry.numbers.roundingBound);
}

const DECIMALS = 4;

function fitOf(parts: readonly Part[], list: Decimal, billed: Decimal): Fit {
  const exact = exactQuotient(billed, list);
  const share = quotientHalfEven(billed, list, DECIMALS);
  return {
    cause: "uniform_discount",
    owner: "catalog",
    parts,
    evidence: [
      `the bill states a list price of ${money(list, parts)}, which is what the ledger's usage costs, and charges ${money(billed, parts)}`,
      exact === undefined ? `that is ${share} of the list price, rounded` : `that is ${exact} of the list price`,
    ],
    remedy: "put the agreed discount into an overlay of the catalog, with its dates",
  };
}
