import { Decimal } from "./decimal.js";
import { powerOfTen } from "./powers.js";

/** Rounds half to even at `decimals` places after the point. Values that need no rounding come back unchanged. */
export function roundHalfEven(value: Decimal, decimals: number): Decimal {
  if (value.scale <= decimals) return value;
  return new Decimal(divideHalfEven(value.coefficient, powerOfTen(value.scale - decimals)), decimals);
}

/** a ÷ b, rounded half-even to `decimals` places. The callers are the named divisions of the reconciliation rules. */
export function quotientHalfEven(a: Decimal, b: Decimal, decimals: number): Decimal {
  if (b.isZero()) throw new RangeError("division by zero");
  const shift = decimals + b.scale - a.scale;
  const numerator = shift >= 0 ? a.coefficient * powerOfTen(shift) : a.coefficient;
  const denominator = shift >= 0 ? b.coefficient : b.coefficient * powerOfTen(-shift);
  return new Decimal(divideHalfEven(numerator, denominator), decimals);
}

/** a ÷ b cut off towards zero at `decimals` places. */
export function quotientDown(a: Decimal, b: Decimal, decimals: number): Decimal {
  if (b.isZero()) throw new RangeError("division by zero");
  const shift = decimals + b.scale - a.scale;
  const numerator = shift >= 0 ? a.coefficient * powerOfTen(shift) : a.coefficient;
  const denominator = shift >= 0 ? b.coefficient : b.coefficient * powerOfTen(-shift);
  return new Decimal(numerator / denominator, decimals);
}

/** a ÷ b when it is a finite decimal, else undefined. */
export function exactQuotient(a: Decimal, b: Decimal): Decimal | undefined {
  if (b.isZero()) return undefined;
  let reduced = b.normalized().coefficient;
  if (reduced < 0n) reduced = -reduced;
  let twos = 0;
  let fives = 0;
  const numerator = a.coefficient < 0n ? -a.coefficient : a.coefficient;
  const common = greatestCommonDivisor(numerator, reduced);
  reduced /= common === 0n ? 1n : common;
  for (; reduced % 2n === 0n; reduced /= 2n) twos += 1;
  for (; reduced % 5n === 0n; reduced /= 5n) fives += 1;
  if (reduced !== 1n) return undefined;
  return quotientDown(a, b, a.scale + Math.max(twos, fives)).normalized();
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = n / d;
  const twice = (n % d) * 2n;
  const up = twice > d || (twice === d && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}
