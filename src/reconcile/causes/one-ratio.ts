import { Decimal, quotientHalfEven } from "../../money/index.js";
import type { CauseContext } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import { rateParts } from "./differences.js";

/** All lines of a provider that the ledger has usage for: what one ratio must fit to be a discount or a tax. */
export function pricedEntries({ entries }: CauseContext): CellEntry[] {
  return entries.filter(
    ({ numbers, cell }) => numbers.billed !== null && cell.ledger.length > 0 && !numbers.ledgerAmount.isZero(),
  );
}

/** Whether billed = ratio × the ledger's cost (scaled to the billed quantity) within rounding. */
export function fitsRatio({ numbers }: CellEntry, ratio: Decimal): boolean {
  const { billed, billedQuantity, ledgerQuantity, ledgerAmount, roundingBound } = numbers;
  if (billed === null) return false;
  const scale = billedQuantity === null || ledgerQuantity.isZero() ? null : { billedQuantity, ledgerQuantity };
  const expected = ledgerAmount.mul(ratio).mul(scale?.billedQuantity ?? Decimal.one);
  const found = billed.mul(scale?.ledgerQuantity ?? Decimal.one);
  const bound = roundingBound.mul(scale?.ledgerQuantity ?? Decimal.one);
  return !found.sub(expected).abs().greaterThan(bound);
}

/** The parts of the rate among the entries: what a ratio explains. */
export function ratioParts(context: CauseContext, entries: readonly CellEntry[]): Part[] {
  const fitting = new Set(entries);
  return rateParts(context.open).filter((part) => fitting.has(part.entry));
}

const MOST_DECIMALS = 6;

/** The ratio of fewest decimals that fits every entry, tried on the largest one; undefined when none does. */
export function commonRatio(entries: readonly CellEntry[]): Decimal | undefined {
  const largest = entries.reduce<CellEntry | undefined>(
    (best, entry) =>
      best === undefined || entry.numbers.ledgerAmount.greaterThan(best.numbers.ledgerAmount) ? entry : best,
    undefined,
  );
  if (largest === undefined) return undefined;
  const { billed, billedQuantity, ledgerQuantity, ledgerAmount } = largest.numbers;
  if (billed === null) return undefined;
  const scaled = billedQuantity === null ? ledgerAmount : ledgerAmount.mul(billedQuantity);
  const found = billedQuantity === null ? billed : billed.mul(ledgerQuantity);
  if (scaled.isZero()) return undefined;
  for (let decimals = 1; decimals <= MOST_DECIMALS; decimals += 1) {
    const ratio = quotientHalfEven(found, scaled, decimals);
    if (entries.every((entry) => fitsRatio(entry, ratio))) return ratio;
  }
  return undefined;
}
