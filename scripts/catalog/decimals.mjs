import { Decimal } from "decimal.js";

Decimal.set({ precision: 40, toExpNeg: -30, toExpPos: 30 });

/** A published number times a factor, as canonical decimal text. Numbers that JSON gave are read by their shortest text. */
export function times(value, factor) {
  return new Decimal(String(value)).mul(new Decimal(String(factor))).toFixed();
}

/** Canonical text of a published number: no exponent, no trailing zeros. */
export function decimal(value) {
  return new Decimal(String(value)).toFixed();
}

export function same(a, b) {
  return new Decimal(a).eq(new Decimal(b));
}
