import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intervalOf, intervalOfSeveral, passes, THRESHOLDS, UNKNOWN_INTERVAL } from "../../src/meters/index.js";
import { Decimal, decimal } from "../../src/money/index.js";

const inputs = fc.oneof(
  fc.nat({ max: 600_000 }),
  fc.constantFrom(...THRESHOLDS).chain((point) => fc.constantFrom(point - 1, point, point + 1)),
);
const points = fc.constantFrom(...THRESHOLDS);

describe("the interval of a request's whole input", () => {
  it("answers both `>` and `>=` for every threshold, without the input itself", () => {
    fc.assert(
      fc.property(inputs, points, (input, point) => {
        const interval = intervalOf(Decimal.fromInteger(input));
        expect(passes(interval, point, false)).toBe(input > point);
        expect(passes(interval, point, true)).toBe(input >= point);
      }),
    );
  });

  it("tells exactly at a threshold from just above it, also by a fraction of a token", () => {
    expect(["271999", "272000", "272000.5", "272001"].map((text) => intervalOf(decimal(text)))).toEqual([
      18, 19, 20, 20,
    ]);
  });

  it("never falls when the input grows", () => {
    fc.assert(
      fc.property(inputs, inputs, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(intervalOf(Decimal.fromInteger(low))).toBeLessThanOrEqual(intervalOf(Decimal.fromInteger(high)));
      }),
    );
  });
});

describe("the interval of a record that stands for several requests", () => {
  it("is unknown above its sum's reach and certain below it", () => {
    fc.assert(
      fc.property(inputs, points, fc.boolean(), (sum, point, inclusive) => {
        const couldPass = inclusive ? sum >= point : sum > point;
        expect(passes(intervalOfSeveral(Decimal.fromInteger(sum)), point, inclusive)).toBe(
          couldPass ? "unknown" : false,
        );
      }),
    );
  });

  it("of which not even the sum is known may pass every threshold", () => {
    expect(THRESHOLDS.map((point) => passes(UNKNOWN_INTERVAL, point, false))).toEqual(THRESHOLDS.map(() => "unknown"));
  });

  it("is refused for a threshold that no total could answer", () => {
    expect(() => passes(4, 64_000, false)).toThrow("64000 is no point of the threshold list");
  });
});
