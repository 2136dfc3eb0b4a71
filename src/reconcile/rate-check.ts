import type { Catalog } from "../catalog/index.js";
import { Decimal } from "../money/index.js";
import type { BillAtom } from "./bill-atom.js";
import { type CatalogPrice, priceBill } from "./bill-rate.js";
import type { LineAtom } from "./line-atom.js";
import type { LineFacts } from "./line-facts.js";
import type { RateCheck, RateCheckLine } from "./result.js";
import { rowRanges } from "./row-runs.js";

/**
 * Every line that states a quantity, held against the catalog alone: quantity × dated rate against the amount. It needs no
 * ledger. Lines agree within half the file's smallest unit a row.
 */
export function checkRates(atoms: Iterable<BillAtom>, catalog: Catalog): RateCheck {
  const prices = new Map<LineFacts, CatalogPrice | null>();
  const differing: RateCheckLine[] = [];
  let [lines, checked, differ] = [0, 0, 0];
  let amount = Decimal.zero;
  for (const atom of atoms) {
    lines += atom.line.rows;
    const price = priceOnce(prices, atom, catalog);
    if (price === null) continue;
    for (const part of atom.line.parts()) {
      const difference = differenceOf(part, price);
      if (difference === null) continue;
      checked += part.rows;
      if (difference.isZero()) continue;
      amount = amount.add(difference);
      if (isRounding(difference, part.rows, atom)) continue;
      differ += part.rows;
      differing.push(checkedLine(atom, part, price, difference));
    }
  }
  differing.sort((a, b) => b.difference.abs().compare(a.difference.abs()));
  return { lines, checked, agree: checked - differ, differ, amount, differing };
}

/** The price of one unit; it follows from what lines state of the thing billed, whoever used it. */
function priceOnce(prices: Map<LineFacts, CatalogPrice | null>, atom: BillAtom, catalog: Catalog): CatalogPrice | null {
  const { facts } = atom.line;
  let price = prices.get(facts);
  if (price === undefined) {
    const isChecked = facts.hasQuantity && facts.hasAmount && facts.currency !== null && atom.offer !== null;
    price = isChecked ? priceBill(catalog, atom, Decimal.one).price : null;
    prices.set(facts, price);
  }
  return price;
}

/** Billed − expected; null where nothing was counted. */
function differenceOf(part: LineAtom, price: CatalogPrice): Decimal | null {
  if (part.quantity === null || part.amount === null || part.quantity.isZero()) return null;
  return part.amount.sub(price.unit.mul(part.quantity));
}

function checkedLine(atom: BillAtom, part: LineAtom, price: CatalogPrice, difference: Decimal): RateCheckLine {
  const billed = part.amount ?? Decimal.zero;
  return {
    provider: part.provider,
    name: part.name ?? "",
    meter: atom.meter ?? "",
    rows: part.rows,
    quantity: part.quantity ?? Decimal.zero,
    billed,
    expected: billed.sub(difference),
    difference,
    currency: part.currency ?? "USD",
    source: `${price.source.file}:${price.source.line}`,
    lines: rowRanges(part.runs),
  };
}

const HALF = new Decimal(5n, 1);

function isRounding(difference: Decimal, rows: number, atom: BillAtom): boolean {
  const unit = new Decimal(1n, atom.file.book.unitDecimals);
  const bound = HALF.mul(unit).mul(Decimal.fromInteger(rows));
  return !difference.abs().greaterThan(bound);
}
