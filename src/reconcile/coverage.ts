import { Decimal, quotientDown } from "../money/index.js";
import type { CellEntry } from "./entries.js";

export interface Coverage {
  readonly amount: Decimal | null;
  readonly quantity: Decimal | null;
}

const DECIMALS = 4;

/** The share of the bill that the ledger explains, of usage alone: semantics section 5, "Coverage". Rounded down. */
export function coverageOf(entries: readonly CellEntry[]): Coverage {
  let [explained, billed, explainedQuantity, billedQuantity] = [Decimal.zero, Decimal.zero, Decimal.zero, Decimal.zero];
  for (const { numbers, problem } of entries) {
    if (numbers.billed === null) continue;
    const amount = numbers.billed.abs();
    const difference = problem === null ? numbers.difference.abs() : amount;
    billed = billed.add(amount);
    explained = explained.add(atLeastZero(amount.sub(difference)));
    if (numbers.billedQuantity === null) continue;
    const { rate, billedQuantity: quantity, ledgerQuantity } = numbers;
    if (rate === null || problem !== null) {
      billedQuantity = billedQuantity.add(amount);
      continue;
    }
    billedQuantity = billedQuantity.add(rate.mul(quantity.abs()));
    const off = quantity.sub(ledgerQuantity).abs();
    explainedQuantity = explainedQuantity.add(rate.mul(atLeastZero(quantity.abs().sub(off))));
  }
  return { amount: share(explained, billed), quantity: share(explainedQuantity, billedQuantity) };
}

function share(part: Decimal, whole: Decimal): Decimal | null {
  return whole.sign() <= 0 ? null : quotientDown(part, whole, DECIMALS);
}

function atLeastZero(value: Decimal): Decimal {
  return value.sign() < 0 ? Decimal.zero : value;
}
