import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMoney, CURRENCIES, decimal, money, parseCurrency } from "../../src/money/index.js";
import { decimals } from "./arbitrary.js";

describe("money", () => {
  it("adds in one currency, and nothing is created or lost", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const sum = addMoney(money(a, "USD"), money(b, "USD"));
        expect(sum.amount.sub(a).equals(b)).toBe(true);
        expect(sum.currency).toBe("USD");
      }),
    );
  });

  it("does not add two currencies: by type, and at run time where the type came from a file", () => {
    const dollars = money(decimal("1"), "USD");
    const euros = money(decimal("1"), "EUR");
    // @ts-expect-error: the compiler refuses it first
    expect(() => addMoney(dollars, euros)).toThrow("cannot add EUR to USD");
  });
});

describe("a currency", () => {
  it("is read in any letter case and with blanks around it", () => {
    expect([parseCurrency("usd"), parseCurrency(" Eur "), parseCurrency("CNY")]).toEqual(["USD", "EUR", "CNY"]);
  });

  it("is one of the list, never a guess", () => {
    expect(["$", "US", "", "USDT", "constructor"].map(parseCurrency)).toEqual(Array(5).fill(undefined));
    expect(CURRENCIES.every((code) => parseCurrency(code) === code)).toBe(true);
  });
});
