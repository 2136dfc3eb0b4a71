import type { Catalog } from "../catalog/index.js";
import { Decimal } from "../money/index.js";
import type { BillAtom } from "./bill-atom.js";
import { priceBill } from "./bill-rate.js";
import { rowRanges } from "./line-book.js";
import type { RateCheck, RateCheckLine } from "./result.js";

/**
 * Every line that states a quantity, held against the catalog alone: quantity × dated rate against the amount. It needs no
 * ledger. Lines agree within half the file's smallest unit a row.
 */
export function checkRates(atoms: readonly BillAtom[], catalog: Catalog): RateCheck {
  const differing: RateCheckLine[] = [];
  let [lines, checked, differ] = [0, 0, 0];
  let amount = Decimal.zero;
  for (const atom of atoms) {
    lines += atom.line.rows;
    const line = checkedLine(atom, catalog);
    if (line === undefined) continue;
    checked += line.rows;
    amount = amount.add(line.difference);
    if (agrees(atom, line)) continue;
    differ += line.rows;
    differing.push(line);
  }
  differing.sort((a, b) => b.difference.abs().compare(a.difference.abs()));
  return { lines, checked, agree: checked - differ, differ, amount, differing };
}

function checkedLine(atom: BillAtom, catalog: Catalog): RateCheckLine | undefined {
  const { line } = atom;
  if (line.quantity === null || line.amount === null || line.currency === null || atom.offer === null) return undefined;
  const { price } = priceBill(catalog, atom, line.quantity);
  if (price === null) return undefined;
  return {
    provider: line.provider,
    name: line.name ?? "",
    meter: atom.meter ?? "",
    rows: line.rows,
    quantity: line.quantity,
    billed: line.amount,
    expected: price.amount,
    difference: line.amount.sub(price.amount),
    currency: line.currency,
    source: `${price.source.file}:${price.source.line}`,
    lines: rowRanges(line.runs),
  };
}

const HALF = new Decimal(5n, 1);

function agrees(atom: BillAtom, line: RateCheckLine): boolean {
  const unit = new Decimal(1n, atom.file.book.unitDecimals);
  const bound = HALF.mul(unit).mul(Decimal.fromInteger(line.rows));
  return !line.difference.abs().greaterThan(bound);
}
