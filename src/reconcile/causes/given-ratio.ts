import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseName, CauseTest, Fit, Owner } from "../cause.js";
import { billedIn, everyCell, money, recordedIn } from "../words.js";
import { fitsRatio, pricedEntries, ratioParts } from "./one-ratio.js";

/** One ratio fits every line, and it is the tax rate that was given. */
export const taxInclusive: CauseTest = {
  causes: ["tax_inclusive"],
  klass: 6,
  find: (context) => {
    const { taxRate } = context.options;
    const ratio = taxRate === undefined ? undefined : Decimal.one.add(taxRate);
    return fitOf(context, ratio, "tax_inclusive", "finance", `the tax rate given, ${taxRate}`);
  },
};

/** One ratio fits every line, and it is the exchange rate that was given. */
export const currency: CauseTest = {
  causes: ["currency"],
  klass: 6,
  find: (context) => {
    const { exchangeRate } = context.options;
    return fitOf(context, exchangeRate, "currency", "finance", `the exchange rate given, ${exchangeRate}`);
  },
};

function fitOf(
  context: CauseContext,
  ratio: Decimal | undefined,
  cause: CauseName,
  owner: Owner,
  words: string,
): Fit[] {
  const entries = pricedEntries(context);
  if (ratio === undefined || entries.length === 0 || !entries.every((entry) => fitsRatio(entry, ratio))) return [];
  const parts = ratioParts(context, entries);
  if (parts.length === 0) return [];
  const evidence = [
    `${everyCell(entries.length)} billed at ${ratio} times the catalog's price, by ${words}`,
    `${money(billedIn(parts), parts)} is billed for what costs ${money(recordedIn(parts), parts)} at catalog prices`,
  ];
  return [
    { cause, owner, parts, evidence, remedy: "compare amounts net of tax and in the currency of the price list" },
  ];
}
