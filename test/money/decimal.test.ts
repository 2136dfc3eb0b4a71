import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, decimal, parseDecimal } from "../../src/money/index.js";
import { decimals, exact } from "./arbitrary.js";

describe("a decimal", () => {
  it("adds, subtracts and multiplies exactly, as decimal.js does at 600 digits", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(a.add(b).toString()).toBe(exact(a).plus(exact(b)).toFixed());
        expect(a.sub(b).toString()).toBe(exact(a).minus(exact(b)).toFixed());
        expect(a.mul(b).toString()).toBe(exact(a).times(exact(b)).toFixed());
        expect(a.compare(b)).toBe(exact(a).comparedTo(exact(b)));
      }),
    );
  });

  it("sums ten dimes to one dollar, which floating point does not", () => {
    expect(Decimal.sum(Array.from({ length: 10 }, () => decimal("0.1"))).toString()).toBe("1");
  });

  it("keeps every digit of the smallest price times the largest count", () => {
    expect(decimal("0.00000000000000000001").mul(decimal("9007199254740993")).toString()).toBe(
      "0.00009007199254740993",
    );
  });

  it("prints canonically: no exponent, no sign of a positive, no negative zero, no needless zeros", () => {
    const printed = ["1.50", "-0", "+3", "1e-7", "1.2E3", "007", ".5", "5.", "-0.000", "100"].map((text) =>
      decimal(text).toString(),
    );
    expect(printed).toEqual(["1.5", "0", "3", "0.0000001", "1200", "7", "0.5", "5", "0", "100"]);
  });

  it("reads back what it prints, and prints alike what is equal", () => {
    fc.assert(
      fc.property(decimals, fc.nat({ max: 10 }), (value, zeros) => {
        expect(decimal(value.toString()).equals(value)).toBe(true);
        const longer = new Decimal(value.at(value.scale + zeros), value.scale + zeros);
        expect(longer.toString()).toBe(value.toString());
        expect(longer.decimals()).toBe(value.decimals());
      }),
    );
  });

  it("stands in JSON as a string, so that no reader makes a double of it", () => {
    expect(JSON.stringify({ amount: decimal("0.10000000000000000001") })).toBe('{"amount":"0.10000000000000000001"}');
  });

  it("refuses a number that is not a safe integer, because it may already have lost digits", () => {
    expect(() => Decimal.fromInteger(0.5)).toThrow("expected a safe integer, found 0.5");
    expect(() => Decimal.fromInteger(2 ** 53)).toThrow(RangeError);
    expect(Decimal.fromInteger(-(2 ** 53) + 1).toString()).toBe("-9007199254740991");
  });

  it("knows its sign, its magnitude and whether it is whole", () => {
    expect([decimal("-2.5").sign(), decimal("0.0").sign(), decimal("1e-30").sign()]).toEqual([-1, 0, 1]);
    expect(decimal("-2.5").abs().toString()).toBe("2.5");
    expect([decimal("2.000").isInteger(), decimal("2.001").isInteger()]).toEqual([true, false]);
    expect(decimal("1.0").lessThan(decimal("1.00"))).toBe(false);
    expect(decimal("1.01").greaterThan(decimal("1.0"))).toBe(true);
  });
});

describe("reading a decimal", () => {
  it("takes what decimal.js takes, to the last of 29 digits and more", () => {
    const digits = fc.stringMatching(/^[+-]?\d{1,40}(\.\d{0,40})?([eE][+-]?\d{1,2})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        const value = parseDecimal(text);
        expect(value === undefined ? undefined : exact(value).equals(text.replace(/\.(?=[eE]|$)/, ""))).toBe(true);
      }),
    );
  });

  it("refuses what is no plain number, instead of guessing", () => {
    const odd = [
      "",
      " ",
      ".",
      "-",
      "+.",
      "1,000",
      "$5",
      "1 ",
      "0x10",
      "NaN",
      "Infinity",
      "1e",
      "1..2",
      "١٢",
      "1_000",
      "--1",
    ];
    expect(odd.filter((text) => parseDecimal(text) !== undefined)).toEqual([]);
  });

  it("refuses exponents that would make a number of over 400 digits", () => {
    expect(parseDecimal("1e399")?.toString().length).toBe(400);
    expect([
      parseDecimal("1e400"),
      parseDecimal("1e9999"),
      parseDecimal("1e-9999"),
      parseDecimal("9".repeat(401)),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("says what it expected where the program's own text is no number", () => {
    expect(() => decimal("12,5")).toThrow('expected a decimal number, found "12,5"');
  });
});
