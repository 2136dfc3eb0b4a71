import { Decimal as Oracle } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, exactQuotient, quotientDown, quotientHalfEven, roundHalfEven } from "../../src/money/index.js";
import { decimals, exact, nonZero } from "./arbitrary.js";

const places = fc.nat({ max: 20 });

describe("rounding half to even", () => {
  it("takes the even neighbour of a tie, on both sides of zero", () => {
    const rounded = ["0.5", "1.5", "2.5", "-0.5", "-1.5", "-2.5", "2.51", "2.49"].map((text) =>
      roundHalfEven(decimal(text), 0).toString(),
    );
    expect(rounded).toEqual(["0", "2", "2", "0", "-2", "-2", "3", "2"]);
  });

  it("agrees with decimal.js for any number and any number of places", () => {
    fc.assert(
      fc.property(decimals, places, (value, decimalPlaces) => {
        const expected = exact(value).toDecimalPlaces(decimalPlaces, Oracle.ROUND_HALF_EVEN);
        expect(exact(roundHalfEven(value, decimalPlaces)).equals(expected)).toBe(true);
      }),
    );
  });

  it("leaves alone what needs no rounding", () => {
    const value = decimal("1.25");
    expect(roundHalfEven(value, 2)).toBe(value);
  });
});

describe("a quotient", () => {
  it("is rounded half-even once, however long it is: $4.80 an hour is 0.001333333333333333 a second", () => {
    expect(quotientHalfEven(decimal("4.80"), decimal("3600"), 18).toString()).toBe("0.001333333333333333");
    expect(quotientHalfEven(decimal("2"), decimal("3"), 4).toString()).toBe("0.6667");
    expect(quotientHalfEven(decimal("0.5"), decimal("-1"), 0).toString()).toBe("0");
  });

  it("agrees with decimal.js, rounded and cut off", () => {
    fc.assert(
      fc.property(decimals, nonZero, places, (a, b, decimalPlaces) => {
        const quotient = exact(a).div(exact(b));
        const rounded = quotient.toDecimalPlaces(decimalPlaces, Oracle.ROUND_HALF_EVEN);
        expect(exact(quotientHalfEven(a, b, decimalPlaces)).equals(rounded)).toBe(true);
        const cut = quotient.toDecimalPlaces(decimalPlaces, Oracle.ROUND_DOWN);
        expect(exact(quotientDown(a, b, decimalPlaces)).equals(cut)).toBe(true);
      }),
    );
  });

  it("that is cut off never claims more coverage than there is", () => {
    expect(quotientDown(decimal("99.99999"), decimal("100"), 4).toString()).toBe("0.9999");
  });

  it("is exact when it is a finite decimal, and undefined when it is not", () => {
    expect(exactQuotient(decimal("2.5"), decimal("1000000"))?.toString()).toBe("0.0000025");
    expect(exactQuotient(decimal("3.6"), decimal("3600"))?.toString()).toBe("0.001");
    expect(exactQuotient(decimal("-1"), decimal("8"))?.toString()).toBe("-0.125");
    expect(exactQuotient(decimal("0"), decimal("7"))?.toString()).toBe("0");
    expect(exactQuotient(decimal("4.80"), decimal("3600"))).toBeUndefined();
    expect(exactQuotient(decimal("1"), decimal("0"))).toBeUndefined();
  });

  it("called exact multiplies back to what was divided", () => {
    const divisors = fc
      .tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }), fc.nat({ max: 10 }))
      .map(([twos, fives, scale]) => decimal(`${2n ** BigInt(twos) * 5n ** BigInt(fives)}e-${scale}`));
    fc.assert(
      fc.property(decimals, divisors, (a, b) => {
        expect(exactQuotient(a, b)?.mul(b).toString()).toBe(a.toString());
      }),
    );
  });

  it("by zero is refused", () => {
    expect(() => quotientHalfEven(decimal("1"), decimal("0.00"), 2)).toThrow("division by zero");
    expect(() => quotientDown(decimal("1"), decimal("0"), 2)).toThrow("division by zero");
  });
});
