import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PriceSet } from "../../../src/catalog/index.js";
import { layPrices } from "../../../src/catalog/overlay/prices.js";
import { DAY, type Instant, meter } from "../../../src/meters/index.js";
import { Decimal, decimal } from "../../../src/money/index.js";
import { at, smallCatalog } from "../small-catalog.js";

describe("laying one book of prices over another", () => {
  const START = at("2026-01-01");
  const model = smallCatalog().providers.get("openai")?.offers[0]?.prices[0];

  function set(layer: string, [from, length, rate]: readonly [number, number, number]): PriceSet {
    if (model === undefined) throw new Error("no set to start from");
    const position = { file: layer, line: from + 1, column: rate };
    const price = { kind: "rate", rate: Decimal.fromInteger(rate), per: decimal("1"), counts: null, position } as const;
    const until = length === 0 ? null : START + (from + length) * DAY;
    const begins = START + from * DAY;
    return {
      ...model,
      from: begins,
      statedFrom: begins,
      until,
      rates: new Map([[meter("output"), price]]),
      layer,
      position,
    };
  }

  /** Semantics section 3: the set with the greatest `from`, unless its `until` has passed. */
  function outputAt(sets: readonly PriceSet[], time: Instant): string | undefined {
    const begun = sets.filter((each) => each.from <= time);
    const latest = begun.find((each) => begun.every((other) => other.from <= each.from));
    if (latest === undefined || (latest.until !== null && latest.until <= time)) return undefined;
    const rate = latest.rates.get(meter("output"));
    return rate?.kind === "rate" ? rate.rate.toString() : undefined;
  }

  const book = (layer: string) =>
    fc
      .uniqueArray(fc.tuple(fc.nat(20), fc.nat(8), fc.integer({ min: 1, max: 99 })), {
        maxLength: 4,
        selector: ([from]) => from,
      })
      .map((entries) => entries.map((entry) => set(layer, entry)));

  it("prices every day as the overlay does where it is in force, else as the base does", () => {
    fc.assert(
      fc.property(book("base"), book("over"), (base, over) => {
        const both = layPrices(base, over);
        for (let day = 0; day < 32; day += 1) {
          const time = START + day * DAY;
          expect(outputAt(both, time)).toBe(outputAt(over, time) ?? outputAt(base, time));
        }
      }),
    );
  });

  it("leaves no two sets in force at once", () => {
    fc.assert(
      fc.property(book("base"), book("over"), (base, over) => {
        fc.pre(over.length > 0);
        const both = layPrices(base, over);
        for (const [index, one] of both.entries()) {
          const next = both[index + 1];
          if (next !== undefined) expect(one.until ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(next.from);
        }
      }),
    );
  });
});
