import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal, decimal } from "../../src/money/index.js";
import { ExactColumn } from "../../src/reconcile/exact-column.js";

const amount = fc
  .tuple(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.nat(30))
  .map(([coefficient, scale]) => new Decimal(coefficient, scale));

function columnOf(values: readonly (Decimal | null)[]): ExactColumn {
  const column = new ExactColumn();
  column.grow(4);
  const [first = null, ...rest] = values;
  column.set(2, first);
  for (const value of rest) column.add(2, value);
  return column;
}

describe("a place of a column", () => {
  test("sums to the last digit, whatever the scales and however large", () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 20 }), (values) => {
        expect(columnOf(values).at(2)?.toString()).toBe(values.reduce((sum, value) => sum.add(value)).toString());
      }),
    );
  });

  test("holds sums beyond 63 bits", () => {
    const large = decimal("4611686018427387903");
    expect(columnOf([large, large, large]).at(2)?.toString()).toBe("13835058055282163709");
  });

  test("is not known as soon as one part is not", () => {
    expect(columnOf([decimal("1"), null, decimal("2")]).at(2)).toBeNull();
    expect(columnOf([null, decimal("2")]).at(2)).toBeNull();
  });

  test("keeps what it holds when the column grows", () => {
    const column = columnOf([decimal("1.5"), decimal("2.25")]);
    column.grow(1000);
    column.add(2, decimal("0.25"));
    expect(column.at(2)?.toString()).toBe("4");
  });
});
