import { Decimal as Oracle } from "decimal.js";
import fc from "fast-check";
import { Decimal } from "../../src/money/index.js";

/** decimal.js as the independent check, at a precision at which nothing below is ever rounded by accident. */
export const Exact = Oracle.clone({
  precision: 600,
  toExpNeg: -1000,
  toExpPos: 1000,
  rounding: Oracle.ROUND_HALF_EVEN,
});

/** Decimals of up to 40 digits, with up to 25 after the point. */
export const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat({ max: 25 }))
  .map(([coefficient, scale]) => new Decimal(coefficient, scale));

export const nonZero = decimals.filter((value) => !value.isZero());

export function exact(value: Decimal): Oracle {
  return new Exact(value.toString());
}
