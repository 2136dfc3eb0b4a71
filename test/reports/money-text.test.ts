import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, decimal } from "../../src/money/index.js";
import { amountText, exactText, fixedText, footing, quantityText } from "../../src/reports/money-text.js";
import { decimals } from "../money/arbitrary.js";

const amounts = (...texts: string[]): Decimal[] => texts.map(decimal);

function numberOf(printed: string): Decimal {
  return decimal(printed.replaceAll(",", ""));
}

describe("an amount as a person writes it", () => {
  it("has thousands separators and cents", () => {
    expect(["1234567.5", "-1234", "999.999", "0", "-0.001"].map((text) => fixedText(decimal(text), 2))).toEqual([
      "1,234,567.50",
      "-1,234.00",
      "1,000.00",
      "0.00",
      "0.00",
    ]);
  });

  it("shows the digits of an amount smaller than a cent", () => {
    expect(["0.00325", "0.0000025", "0.000001234", "12.345", "0.5"].map((text) => amountText(decimal(text)))).toEqual([
      "0.0032",
      "0.0000025",
      "0.0000012",
      "12.34",
      "0.50",
    ]);
  });

  it("keeps every digit of a rate and of a quantity", () => {
    expect(exactText(decimal("0.075"), 2)).toBe("0.075");
    expect(exactText(decimal("2.5"), 2)).toBe("2.50");
    expect(quantityText(decimal("1234567.25"))).toBe("1,234,567.25");
    fc.assert(fc.property(decimals, (value) => numberOf(exactText(value)).equals(value)));
  });
});

describe("a column with a total", () => {
  it("prints cents where the cents add up", () => {
    expect(footing(amounts("1.10", "2.20"), decimal("3.30"))).toEqual({ decimals: 2, foots: true });
  });

  it("prints more decimals where the cents do not add up", () => {
    expect(footing(amounts("0.004", "0.004", "0.004"), decimal("0.012"))).toEqual({ decimals: 3, foots: true });
  });

  it("prints cents and admits it where fewer than eight decimals are not enough", () => {
    const dust = amounts(...Array<string>(3).fill("0.000000004"));
    expect(footing([...dust, decimal("0.005")], decimal("0.005000012")).foots).toBe(true);
    expect(footing(amounts("0.00000004", "0.00000004"), decimal("0.00000008"))).toEqual({ decimals: 2, foots: true });
    expect(footing(amounts("0.005", "0.00000004", "0.00000003"), decimal("0.00500008"))).toEqual({
      decimals: 3,
      foots: true,
    });
    const parts = amounts("0.00555554", "0.00555554", "0.00555554");
    expect(footing(parts, Decimal.sum(parts))).toEqual({ decimals: 2, foots: false });
  });

  it("adds up as printed whenever it says so", () => {
    fc.assert(
      fc.property(fc.array(decimals, { maxLength: 8 }), (parts) => {
        const total = Decimal.sum(parts);
        const { decimals: places, foots } = footing(parts, total);
        const sum = Decimal.sum(parts.map((part) => numberOf(fixedText(part, places))));
        expect(sum.equals(numberOf(fixedText(total, places)))).toBe(foots);
      }),
    );
  });
});
