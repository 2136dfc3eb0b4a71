import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUsage, type Meter } from "../../src/meters/index.js";
import { Decimal, type JsonObject } from "../../src/money/index.js";
import { totalsOf, type UsageEvent } from "../../src/usage/index.js";
import { usageSource } from "../../src/usage/sources/usage.js";
import { anyEvent } from "./arbitrary.js";
import { eventOf, plain, readOne } from "./read.js";

let last = 0;
function event(change: JsonObject): UsageEvent {
  last += 1;
  const record = { id: `r${last}`, time: "2026-10-03T12:34:56Z", provider: "openai", model: "gpt-4o" };
  return eventOf(readOne(usageSource, { ...record, usage: { uncached_input: 1000, output: 10 }, ...change }));
}

describe("totals", () => {
  it("sum the events of a quarter hour that agree in everything that can change a price", () => {
    const [total, ...more] = totalsOf([
      event({ reasoning: 4, provider_cost: { amount: "0.1", currency: "USD" } }),
      event({ reasoning: 5, time: "2026-10-03T12:30:00Z" }),
    ]);
    expect(more).toEqual([]);
    expect(plain(total?.usage ?? new Map())).toEqual({ uncached_input: "2000", output: "20" });
    expect(total).toMatchObject({
      quarter: Date.UTC(2026, 9, 3, 12, 30),
      requests: 2,
      events: 2,
      eventsWithoutCost: 1,
    });
    expect(total?.reasoning?.toString()).toBe("9");
    expect(total?.providerCost.map(({ amount, currency }) => `${amount} ${currency}`)).toEqual(["0.1 USD"]);
  });

  it.each<[string, JsonObject]>([
    ["another quarter hour", { time: "2026-10-03T12:45:00Z" }],
    ["another tier", { service_tier: "batch" }],
    ["another region class", { region_class: "eu" }],
    ["another key", { api_key: "key_2" }],
    ["another size", { variant: { size: "512x512" } }],
    ["an input past a threshold", { usage: { uncached_input: 100, cache_read: 200_000 } }],
    ["an input exactly at a threshold", { usage: { cache_write_5m: 272_000 } }],
  ])("keep %s apart", (_what, change) => {
    expect(totalsOf([event({}), event(change)])).toHaveLength(2);
  });

  it("state the input's interval of each request, cached tokens included", () => {
    const intervals = (changes: JsonObject[]) => totalsOf(changes.map(event)).map((total) => total.interval);
    expect(
      intervals([{}, { usage: { uncached_input: 1, cache_read: 31_999 } }, { usage: { cache_read: 32_001 } }]),
    ).toEqual([0, 1, 2]);
  });

  it("leave the interval of several requests in one record unknown, unless all must be under the first point", () => {
    const [under, over] = totalsOf([event({ requests: 3 }), event({ requests: 3, usage: { cache_read: 40_000 } })]);
    expect(under?.interval).toBe(0);
    expect(over?.interval).toBeLessThan(0);
  });

  it("do not state reasoning when one event with output did not", () => {
    expect(totalsOf([event({ reasoning: 4 }), event({})])[0]?.reasoning).toBeUndefined();
    expect(totalsOf([event({ reasoning: 4 }), event({ usage: { cache_read: 5 } })])[0]?.reasoning?.toString()).toBe(
      "4",
    );
  });

  it("hold exactly what the events hold, meter by meter, in any order of events", () => {
    const sums = (parts: Iterable<{ usage: ReadonlyMap<Meter, Decimal> }>) => {
      const sum = new Map<Meter, Decimal>();
      for (const { usage } of parts) addUsage(sum, usage);
      return Object.fromEntries(Object.entries(plain(sum)).sort());
    };
    const asText = (totals: ReturnType<typeof totalsOf>) =>
      totals.map((total) => JSON.stringify({ ...total, usage: Object.entries(plain(total.usage)).sort() })).length;
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        const totals = totalsOf(events);
        expect(sums(totals)).toEqual(sums(events));
        expect(Decimal.sum(totals.map((total) => Decimal.fromInteger(total.events))).toString()).toBe(
          `${events.length}`,
        );
        expect(asText(totalsOf([...events].reverse()))).toBe(asText(totals));
      }),
    );
  });
});
