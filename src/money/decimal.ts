import { powerOfTen } from "./powers.js";

/**
 * An exact decimal: `coefficient` × 10^-`scale`. Addition, subtraction and multiplication are exact and never round;
 * division is in rounding.ts, where every caller names its rounding. Immutable.
 */
export class Decimal {
  static readonly zero = new Decimal(0n, 0);
  static readonly one = new Decimal(1n, 0);

  readonly coefficient: bigint;
  /** Digits after the point, at least 0. Trailing zeros are allowed: 1.50 and 1.5 are equal and print alike. */
  readonly scale: number;

  constructor(coefficient: bigint, scale: number) {
    this.coefficient = coefficient;
    this.scale = scale;
  }

  /** A whole number. Throws on a number that is not a safe integer: fractions come as text. */
  static fromInteger(value: number | bigint): Decimal {
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      throw new RangeError(`expected a safe integer, found ${value}; pass fractions and large numbers as text`);
    }
    return new Decimal(BigInt(value), 0);
  }

  static sum(values: Iterable<Decimal>): Decimal {
    let coefficient = 0n;
    let scale = 0;
    for (const value of values) {
      if (value.scale > scale) {
        coefficient *= powerOfTen(value.scale - scale);
        scale = value.scale;
      }
      coefficient += value.at(scale);
    }
    return new Decimal(coefficient, scale);
  }

  add(other: Decimal): Decimal {
    if (this.scale === other.scale) return new Decimal(this.coefficient + other.coefficient, this.scale);
    if (this.scale > other.scale) return new Decimal(this.coefficient + other.at(this.scale), this.scale);
    return new Decimal(this.at(other.scale) + other.coefficient, other.scale);
  }

  sub(other: Decimal): Decimal {
    return this.add(other.neg());
  }

  mul(other: Decimal): Decimal {
    return new Decimal(this.coefficient * other.coefficient, this.scale + other.scale);
  }

  neg(): Decimal {
    return new Decimal(-this.coefficient, this.scale);
  }

  abs(): Decimal {
    return this.coefficient < 0n ? this.neg() : this;
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    return this.coefficient < 0n ? -1 : this.coefficient > 0n ? 1 : 0;
  }

  isZero(): boolean {
    return this.coefficient === 0n;
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale);
    const a = this.at(scale);
    const b = other.at(scale);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  lessThan(other: Decimal): boolean {
    return this.compare(other) < 0;
  }

  greaterThan(other: Decimal): boolean {
    return this.compare(other) > 0;
  }

  /** The coefficient at a larger or equal scale. */
  at(scale: number): bigint {
    return scale === this.scale ? this.coefficient : this.coefficient * powerOfTen(scale - this.scale);
  }

  /** The same value with no trailing zeros after the point. */
  normalized(): Decimal {
    let { coefficient, scale } = this;
    if (coefficient === 0n) return Decimal.zero;
    while (scale > 0 && coefficient % 10n === 0n) {
      coefficient /= 10n;
      scale -= 1;
    }
    return scale === this.scale ? this : new Decimal(coefficient, scale);
  }

  /** Digits after the point that the value needs. */
  decimals(): number {
    return this.normalized().scale;
  }

  isInteger(): boolean {
    return this.normalized().scale === 0;
  }

  /** Canonical text: no exponent, no `+`, no `-0`, no leading or trailing zeros. */
  toString(): string {
    const { coefficient, scale } = this.normalized();
    if (scale === 0) return coefficient.toString();
    const negative = coefficient < 0n;
    const digits = (negative ? -coefficient : coefficient).toString().padStart(scale + 1, "0");
    const point = digits.length - scale;
    return `${negative ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
