import { Decimal } from "./decimal.js";
import { powerOfTen } from "./powers.js";

const NUMBER = /^([+-]?)(\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const MOST_DIGITS = 400;

/**
 * Reads a decimal as people and exports write it: sign, digits, point, exponent. No thousands separators, no blanks, no
 * currency signs. Undefined for anything else, and for numbers of over 400 digits (a guard against exponent bombs).
 */
export function parseDecimal(text: string): Decimal | undefined {
  const simple = parseSmallInteger(text);
  if (simple !== undefined) return simple;
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", exponentText = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const exponent = Number(exponentText);
  if (whole.length + fraction.length + Math.abs(exponent) > MOST_DIGITS) return undefined;
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - exponent;
  const signed = sign === "-" ? -digits : digits;
  return scale >= 0 ? new Decimal(signed, scale) : new Decimal(signed * powerOfTen(-scale), 0);
}

function parseSmallInteger(text: string): Decimal | undefined {
  if (text.length === 0 || text.length > 15) return undefined;
  let value = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return new Decimal(BigInt(value), 0);
}

/** As parseDecimal, for text that the program itself made: throws a RangeError when it is no number. */
export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new RangeError(`expected a decimal number, found ${JSON.stringify(text)}`);
  return value;
}
