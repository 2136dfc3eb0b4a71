import { Decimal } from "../money/index.js";

/** What a place holds: a scale of 0 to 200, or one of these. */
const NOTHING = 255;
const LARGE = 254;
const MOST_SCALE = 200;

const LARGEST = 2n ** 62n;

/**
 * A column of exact decimals, each a sum, in 9 bytes a place: a million lines are then no million objects. What 63 bits do not
 * hold stands beside it as a Decimal.
 */
export class ExactColumn {
  private coefficients = new BigInt64Array(0);
  private scales = new Uint8Array(0);
  private readonly large = new Map<number, Decimal>();

  grow(capacity: number): void {
    const [coefficients, scales] = [new BigInt64Array(capacity), new Uint8Array(capacity)];
    coefficients.set(this.coefficients);
    scales.set(this.scales);
    this.coefficients = coefficients;
    this.scales = scales;
  }

  /** Null stands for what is not known. */
  set(place: number, value: Decimal | null): void {
    if (value === null) this.scales[place] = NOTHING;
    else if (value.scale > MOST_SCALE || !fits(value.coefficient)) {
      this.scales[place] = LARGE;
      this.large.set(place, value);
    } else {
      this.coefficients[place] = value.coefficient;
      this.scales[place] = value.scale;
    }
  }

  /** Adds to a place; a sum of which a part is not known is not known. */
  add(place: number, value: Decimal | null): void {
    const scale = this.scales[place];
    if (scale === NOTHING) return;
    if (value !== null && value.scale === scale && scale !== LARGE) {
      const sum = (this.coefficients[place] ?? 0n) + value.coefficient;
      if (fits(sum)) {
        this.coefficients[place] = sum;
        return;
      }
    }
    this.set(place, value === null ? null : (this.at(place) ?? Decimal.zero).add(value));
  }

  at(place: number): Decimal | null {
    const scale = this.scales[place];
    if (scale === NOTHING) return null;
    if (scale === LARGE) return this.large.get(place) ?? null;
    return new Decimal(this.coefficients[place] ?? 0n, scale ?? 0);
  }
}

function fits(coefficient: bigint): boolean {
  return coefficient < LARGEST && coefficient > -LARGEST;
}
