import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountProblem, parseAmount } from "../../src/invoices/index.js";
import { parseDecimal } from "../../src/money/index.js";

describe("an amount is read exactly as it is written", () => {
  test.each([
    ["0.003400000000000000000000000000000000", "0.0034"],
    ["0.000000000000000000000000000001", "0.000000000000000000000000000001"],
    ["123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"],
    ["31422.0", "31422"],
    ["1.2e-5", "0.000012"],
    ["-3.25", "-3.25"],
    ["+3.25", "3.25"],
    [".5", "0.5"],
    ["9007199254740993", "9007199254740993"],
    ["1,234.56", "1234.56"],
    ["12,345,678.9", "12345678.9"],
    ["1,234,567", "1234567"],
    ["1.234,56", "1234.56"],
    ["1.234.567", "1234567"],
    ["12.345.678,9", "12345678.9"],
    ["0,19", "0.19"],
    ["1234,567", "1234.567"],
    ["0,123", "0.123"],
    ["1 234,56", "1234.56"],
    ["1\u202f234\u202f567,5", "1234567.5"],
    ["1'234.50", "1234.5"],
    ["$1,234.50", "1234.5"],
    ["US$ 7", "7"],
    ["-$0.10", "-0.1"],
    ["$-0.10", "-0.1"],
    ["(12.50)", "-12.5"],
    ["($1,000.25)", "-1000.25"],
    ["12.50-", "-12.5"],
    ["\u22123.5", "-3.5"],
    [" 4.2 ", "4.2"],
  ])("%s is %s", (text, value) => {
    expect(parseAmount(text)?.toString()).toBe(value);
  });

  test.each([
    "",
    " ",
    "-",
    ".",
    "n/a",
    "1-2",
    "--1",
    "(-1)",
    "(1",
    "1)",
    "-1-",
    "1,23,4",
    "1,234.5,6",
    "1.2.3",
    "€5",
    "12abc",
    "0x10",
    "1e999999",
    "∞",
    "1 2",
  ])("%j is no amount", (text) => {
    expect(parseAmount(text)).toBeUndefined();
  });

  test("what can be two numbers is refused with both and with what to do", () => {
    expect(parseAmount("1,234")).toBeUndefined();
    expect(amountProblem("1,234")).toBe(
      '"1,234" can be read as 1234 and as 1.234; write it without a thousands separator and with a decimal point',
    );
  });

  test("the unit of a column of cents survives zeros at the end, and 30 zeros do not make it finer than 12 decimals", () => {
    expect(parseAmount("0.10")?.scale).toBe(2);
    expect(parseAmount("0.003400000000000000000000000000000000")?.scale).toBe(12);
  });
});

const written = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.stringMatching(/^\d{1,12}$/))
  .map(([negative, whole, fraction]) => ({ negative, whole: whole.toString(), fraction }));

describe("however a program groups and signs a number, it is the same number", () => {
  test("thousands separators, currency signs and parentheses change nothing", () => {
    fc.assert(
      fc.property(written, ({ negative, whole, fraction }) => {
        const plain = parseDecimal(`${negative ? "-" : ""}${whole}.${fraction}`)?.toString();
        const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction}`;
        expect(parseAmount(`${negative ? "-" : ""}${whole}.${fraction}`)?.toString()).toBe(plain);
        expect(parseAmount(negative ? `($${grouped})` : `$${grouped}`)?.toString()).toBe(plain);
        expect(parseAmount(negative ? `${grouped}-` : grouped)?.toString()).toBe(plain);
      }),
    );
  });

  test("any text is a number or has a reason that says so, and never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (parseAmount(text) === undefined) expect(amountProblem(text)).toMatch(/expected a number|can be read as/);
      }),
    );
  });
});
