import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import { billedIn, everyCell, money, recordedIn } from "../words.js";
import { commonRatio, pricedEntries, ratioParts } from "./one-ratio.js";

const FEWEST_LINES = 3;
const HUNDRED = Decimal.fromInteger(100);

/** One ratio below 1 fits every line of the provider, at least three lines of two rates, and no given exchange rate is that ratio. */
export const uniformDiscount: CauseTest = {
  causes: ["uniform_discount"],
  klass: 6,
  *find(context: CauseContext): Iterable<Fit> {
    const entries = pricedEntries(context);
    if (entries.length < FEWEST_LINES || ratesOf(entries) < 2) return;
    const ratio = commonRatio(entries);
    if (ratio === undefined || !ratio.lessThan(Decimal.one) || ratio.sign() <= 0) return;
    if (context.options.exchangeRate?.equals(ratio) === true) return;
    const parts = ratioParts(context, entries);
    if (parts.length > 0) yield fitOf(parts, entries.length, ratio);
  },
};

function ratesOf(entries: readonly CellEntry[]): number {
  return new Set(entries.flatMap(({ cell }) => cell.ledger.flatMap((atom) => atom.unit?.toString() ?? []))).size;
}

function fitOf(parts: readonly Part[], lines: number, ratio: Decimal): Fit {
  const percent = Decimal.one.sub(ratio).mul(HUNDRED);
  return {
    cause: "uniform_discount",
    owner: "catalog",
    parts,
    evidence: [
      `${everyCell(lines)} billed at ${ratio} times the catalog's price: ${percent}% off`,
      `${money(billedIn(parts), parts)} is billed for what costs ${money(recordedIn(parts), parts)} at catalog prices`,
    ],
    remedy: "put the agreed discount into an overlay of the catalog, with its dates",
  };
}
