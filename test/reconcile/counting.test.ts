import { describe, expect, test } from "vitest";
import { decimal } from "../../src/money/index.js";
import { totalsOf, type UsageEvent } from "../../src/usage/index.js";
import {
  cachedTwice,
  causesOf,
  costOf,
  dayOf,
  evidenceOf,
  hold,
  octoberEvents,
  openaiBill,
  stepsOf,
  totalOf,
  ungroupedBillOf,
  withUsage,
} from "./world.js";

const events = octoberEvents();

/** What the cached tokens would cost as uncached input: worked out by the bill's own rates. */
function cachedAsInput(of: readonly UsageEvent[]): string {
  return costOf(of.map((used) => withUsage(used, (quantity) => ({ uncached_input: quantity("cache_read") }))))
    .neg()
    .toString();
}

describe("cached tokens counted twice", () => {
  test.each([true, false])("are one cause with their price as uncached input (grouped by key: %s)", (byKey) => {
    const result = hold([openaiBill(events, { byKey })], cachedTwice(events));
    expect(causesOf(result)).toEqual([`cached_counted_twice quantity_variance ${cachedAsInput(events)}`]);
    expect(evidenceOf(result)).toContain("21597040 uncached input tokens where 10518080 are billed: 11078960 too many");
  });

  test("are found by their amount where the bill states none of the quantities", () => {
    const bill = openaiBill(events, { each: () => ({ statesQuantity: false }) });
    expect(causesOf(hold([bill], cachedTwice(events)))).toEqual([
      `cached_counted_twice amount_variance ${cachedAsInput(events)}`,
    ]);
  });

  test("are found where the bill is one amount a day", () => {
    expect(causesOf(hold([ungroupedBillOf(events)], cachedTwice(events)))).toEqual([
      `cached_counted_twice amount_variance ${cachedAsInput(events)}`,
    ]);
  });

  describe("with requests that so pass the long-context threshold", () => {
    const large = events.map((used) =>
      withUsage(used, (quantity) => ({
        uncached_input: quantity("uncached_input") + 30_000,
        cache_read: quantity("cache_read") + 70_000,
        output: quantity("output"),
      })),
    );

    test.each([true, false])("are still one cause, in several steps (grouped by key: %s)", (byKey) => {
      const result = hold([openaiBill(large, { byKey })], cachedTwice(large));
      const [statement] = result.statements;
      expect(statement?.causes.map(({ cause }) => cause)).toEqual(["cached_counted_twice"]);
      const difference = totalOf(openaiBill(large)).sub(decimal(stepsOf(result).ledger ?? "0"));
      expect(statement?.causes[0]?.amount.toString()).toBe(difference.toString());
      expect(evidenceOf(result)).toContain("passes the long-context threshold");
    });

    test("are still one cause where no quantities are billed", () => {
      const bill = openaiBill(large, { each: () => ({ statesQuantity: false }) });
      const result = hold([bill], cachedTwice(large));
      expect(result.statements[0]?.causes.map(({ cause }) => cause)).toEqual(["cached_counted_twice"]);
    });

    test("do not hide requests of another day that were billed short and are truly long", () => {
      const long = octoberEvents(12).filter((used) => dayOf(used) > 10 && used.model !== "beta");
      const longer = long.map((used) =>
        withUsage(used, (quantity) => ({ uncached_input: 300_000, output: quantity("output") })),
      );
      const bill = openaiBill([...large, ...longer], {
        each: (row) =>
          row.long ? { long: false, item: row.item.replace(", long context", ""), rate: shortRate(row.meter) } : {},
      });
      const result = hold([bill], [...cachedTwice(large), ...longer]);
      const causes = new Set(result.statements[0]?.causes.map(({ cause }) => cause));
      expect(causes).toEqual(new Set(["cached_counted_twice", "long_context_rate"]));
    });
  });
});

function shortRate(meter: string): ReturnType<typeof decimal> {
  return decimal(meter === "output" ? "15" : "2.5");
}

describe("events recorded twice", () => {
  const again = events.filter((used) => [3, 4].includes(dayOf(used)) && used.model === "beta");

  test("are one cause with their whole cost", () => {
    const result = hold([openaiBill(events)], [...events, ...again], { duplicates: totalsOf(again) });
    expect(causesOf(result)).toEqual([`duplicate_events quantity_variance ${costOf(again).neg()}`]);
    expect(evidenceOf(result)).toContain("with each counted once, 6 cells agree with the bill");
  });

  test("are one cause where the bill is one amount a day", () => {
    const result = hold([ungroupedBillOf(events)], [...events, ...again], { duplicates: totalsOf(again) });
    expect(causesOf(result)).toEqual([`duplicate_events amount_variance ${costOf(again).neg()}`]);
  });

  test("are not blamed where the bill holds them too", () => {
    const twice = [...events, ...again];
    expect(hold([openaiBill(twice)], twice, { duplicates: totalsOf(again) }).status).toBe("reconciled");
  });
});

describe("reasoning tokens", () => {
  const change = (sign: 1 | -1) =>
    events.map((used) =>
      withUsage(used, (quantity) => ({
        uncached_input: quantity("uncached_input"),
        cache_read: quantity("cache_read"),
        output: quantity("output") + sign * Number(used.reasoning),
      })),
    );
  const cost = costOf(events.map((used) => withUsage(used, () => ({ output: Number(used.reasoning) }))));

  test("added to an output that includes them are one cause", () => {
    const result = hold([openaiBill(events)], change(1));
    expect(causesOf(result)).toEqual([`reasoning_counted_twice quantity_variance ${cost.neg()}`]);
    expect(evidenceOf(result)).toContain("6678890 output tokens where 6573770 are billed: 105120 more");
  });

  test("left out of the output are one cause, where the record still states them", () => {
    const result = hold([openaiBill(events)], change(-1));
    expect(causesOf(result)).toEqual([`reasoning_not_recorded quantity_variance ${cost}`]);
    expect(evidenceOf(result)).toContain("105120 fewer");
  });

  test("left out and never stated are supposed where every reasoning model is short on output alone", () => {
    const silent = change(-1).map(({ reasoning: _memo, ...used }) => used);
    expect(causesOf(hold([openaiBill(events)], silent))).toEqual([`reasoning_not_recorded quantity_variance ${cost}`]);
  });

  test("are not supposed where the input differs too", () => {
    const silent = change(-1).map(({ reasoning: _memo, ...used }) =>
      withUsage(used, (quantity) => ({
        uncached_input: quantity("uncached_input") - 5_000,
        cache_read: quantity("cache_read"),
        output: quantity("output"),
      })),
    );
    const causes = causesOf(hold([openaiBill(events)], silent)).map((text) => text.split(" ")[0]);
    expect(new Set(causes)).toEqual(new Set(["unknown"]));
  });
});

describe("units", () => {
  test("in which the bill counts a thousand times as much are one cause", () => {
    const bill = openaiBill(events, {
      each: (row) => (row.model === "beta" ? { quantity: row.quantity.mul(decimal("1000")) } : {}),
    });
    const beta = costOf(events.filter((used) => used.model === "beta"));
    const result = hold([bill], events);
    expect(causesOf(result)).toEqual([`unit_slip quantity_variance ${beta.mul(decimal("999"))}`]);
    expect(evidenceOf(result)).toContain("exactly 1000 times what the ledger holds, in 30 cells");
  });

  test("in which the bill counts a millionth are one cause", () => {
    const millionth = decimal("0.000001");
    const bill = openaiBill(events, { each: (row) => ({ quantity: row.quantity.mul(millionth) }) });
    const result = hold([bill], events);
    const off = costOf(events).mul(millionth).sub(costOf(events));
    expect(causesOf(result)).toEqual([`unit_slip quantity_variance ${off}`]);
    expect(evidenceOf(result)).toContain("exactly one in 1000000 of what the ledger holds");
  });

  test("of which the rate is a thousandfold are one cause of the rate", () => {
    const bill = openaiBill(events, {
      each: (row) => (row.model === "beta" ? { rate: row.rate.mul(decimal("1000")) } : {}),
    });
    const beta = costOf(events.filter((used) => used.model === "beta"));
    expect(causesOf(hold([bill], events))).toEqual([`unit_slip rate_variance ${beta.mul(decimal("999"))}`]);
  });
});
