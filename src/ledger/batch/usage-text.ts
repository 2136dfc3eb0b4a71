import { type Meter, meter, type Usage } from "../../meters/index.js";
import { type Currency, Decimal, decimal, type Money, parseCurrency } from "../../money/index.js";

const MOST_SAFE_DIGITS = 15;

/** A usage as compact canonical JSON: meters sorted, quantities exact. Equal usages have equal texts. */
export function encodeUsage(usage: Usage): string {
  let text = "";
  for (const name of [...usage.keys()].sort()) {
    const quantity = usage.get(name);
    if (quantity === undefined || quantity.isZero()) continue;
    text += `${text === "" ? "{" : ","}"${name}":${encodeQuantity(quantity)}`;
  }
  return text === "" ? "{}" : `${text}}`;
}

/** Whole numbers that a double holds stay numbers, for whoever queries the ledger; all others are text. */
function encodeQuantity(quantity: Decimal): string {
  const text = quantity.scale === 0 ? quantity.coefficient.toString() : quantity.toString();
  return text.length <= MOST_SAFE_DIGITS && quantity.isInteger() ? text : `"${text}"`;
}

/** The usage of encodeUsage's text. */
export function decodeUsage(text: string): Map<Meter, Decimal> {
  const usage = new Map<Meter, Decimal>();
  const parsed: Record<string, number | string> = JSON.parse(text);
  for (const [name, quantity] of Object.entries(parsed)) {
    usage.set(meter(name), typeof quantity === "number" ? Decimal.fromInteger(quantity) : decimal(quantity));
  }
  return usage;
}

/** `0.0021 USD`, with the credits behind it where there are any. */
export function encodeMoney(money: Money, credits?: Decimal): string {
  return `${money.amount} ${money.currency}${credits === undefined ? "" : ` ${credits}`}`;
}

export function decodeMoney(text: string): Money & { readonly credits?: Decimal } {
  const [amount = "", code = "", credits] = text.split(" ");
  const money = { amount: decimal(amount), currency: currencyOf(code) };
  return credits === undefined ? money : { ...money, credits: decimal(credits) };
}

export function currencyOf(code: string): Currency {
  const currency = parseCurrency(code);
  if (currency === undefined) throw new RangeError(`the ledger holds an unknown currency ${JSON.stringify(code)}`);
  return currency;
}
