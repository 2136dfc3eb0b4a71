import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCatalog } from "../../src/catalog/parse.js";
import { meter } from "../../src/meters/index.js";
import { Decimal, decimal } from "../../src/money/index.js";
import { type Cost, type PriceRequest, price } from "../../src/pricing/index.js";

const text = `
provider: openai
name: Example
url: https://example.com
id_grammar: plain
regions: {default: global, classes: {}}
calendars:
  peak:
    time_zone: Asia/Shanghai
    otherwise: off_peak
    windows: [{name: peak, weekdays: [mon, tue, wed, thu, fri], from: "09:00", to: "12:00"}]
    holidays: {2026-10-01: National Day}
offers:
  - id: long
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: https://example.com/prices
        checked: 2026-11-01
        per: 1000000
        context: {long: {over: 200000, basis: input, scope: request}}
        rates: {uncached_input: 3, cache_read: 0.3, cache_write: {billed_as: uncached_input}, output: 15}
        rules: [{when: {context: long}, rates: {uncached_input: 6, cache_read: 0.6, output: 22.5}}]
  - id: dated
    status: active
    prices:
      - {from: 2026-01-01, currency: USD, source: a, checked: 2026-11-01, per: 1000000, rates: {output: 40}}
      - {from: 2026-06-10, until: 2026-09-01, currency: USD, source: a, checked: 2026-11-01, per: 1000000, rates: {output: 8}}
      - {from: 2026-08-01, status: announced, recheck_on: 2026-12-01, currency: USD, source: a, checked: 2026-11-01, per: 1000000, rates: {output: 9}}
      - {from: 2026-01-01, currency: CNY, source: a, checked: 2026-11-01, per: 1000000, rates: {output: 50}}
  - id: timed
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        calendar: peak
        rates: {output: 2}
        rules: [{when: {time_window: peak}, times: {output: 2}}]
  - id: hourly
    status: active
    prices:
      - {from: 2026-01-01, currency: USD, source: a, checked: 2026-11-01, rates: {audio_second: {rate: 4.80, per: 3600}, unit_second: {rate: 1, per: 3600}}}
  - id: thinker
    status: active
    prices:
      - {from: 2026-01-01, currency: USD, source: a, checked: 2026-11-01, per: 1000000, rates: {output: 2, output_reasoning: 3}}
  - id: reporter
    status: active
    prices:
      - {from: 2026-01-01, currency: USD, source: a, checked: 2026-11-01, price: reported}
`;
const parsed = parseCatalog([{ path: "catalog/providers/openai.yaml", text }]);

function cost(model: string, usage: PriceRequest["usage"], more: Partial<PriceRequest> = {}): Cost {
  if (parsed.catalog === null) throw new Error("no catalog");
  return price(parsed.catalog, { provider: "openai", model, at: "2026-03-02T12:00:00Z", usage, ...more });
}

describe("price", () => {
  it("reads the example catalog without a finding", () => {
    expect(parsed.findings).toEqual([]);
  });

  it("charges the whole request at the long-context rate above the threshold, and not at it", () => {
    expect(cost("long", { uncached_input: 199_999, cache_read: 1, output: 10 }).total.toString()).toBe("0.6001473");
    expect(cost("long", { uncached_input: 200_000, cache_read: 1, output: 10 }).total.toString()).toBe("1.2002256");
  });

  it("prices a record of several requests short, because the size of each is not known", () => {
    expect(cost("long", { uncached_input: 900_000 }, { requests: 9 }).total.toString()).toBe("2.7");
  });

  it("gives a meter that is billed as another the other's rate, under the same conditions", () => {
    const [line] = cost("long", { cache_write: 300_000 }).lines;
    expect([line?.meter, line?.rate.toString(), line?.amount.toString()]).toEqual(["cache_write", "6", "1.8"]);
  });

  it("prices at the set in force at the time of the event, and nothing after a promotion's end", () => {
    expect(cost("dated", { output: 1_000_000 }, { at: "2026-06-09T23:59:59Z" }).total.toString()).toBe("40");
    expect(cost("dated", { output: 1_000_000 }, { at: "2026-06-10" }).total.toString()).toBe("8");
    expect(cost("dated", { output: 1 }, { at: "2026-09-01" }).unpriced[0]?.reason).toBe("no_price_in_force");
    expect(cost("dated", { output: 1 }, { at: "2025-12-31" }).unpriced[0]?.reason).toBe("no_price_in_force");
  });

  it("keeps each currency a book of its own", () => {
    expect(cost("dated", { output: 1_000_000 }, { currency: "CNY" }).total.toString()).toBe("50");
    expect(cost("dated", { output: 1 }, { currency: "EUR" }).complete).toBe(false);
  });

  it("knows the hours of the week that have a price of their own, and the holidays that have not", () => {
    expect(cost("timed", { output: 1_000_000 }, { at: "2026-03-02T01:00:00Z" }).total.toString()).toBe("4");
    expect(cost("timed", { output: 1_000_000 }, { at: "2026-03-02T04:00:00Z" }).total.toString()).toBe("2");
    expect(cost("timed", { output: 1_000_000 }, { at: "2026-10-01T01:00:00Z" }).total.toString()).toBe("2");
  });

  it("rounds the price of one unit once, to 18 decimals, where it is no finite decimal, and says so", () => {
    const { lines } = cost("hourly", { audio_second: 3600, unit_second: 3600 });
    expect(lines.map((line) => line.amount.toString())).toEqual(["4.7999999999999988", "1.0000000000000008"]);
  });

  it("splits output only where reasoning has a rate, and then needs to know how much it was", () => {
    expect(cost("thinker", { output: 1_000_000 }, { reasoning: decimal("250000") }).total.toString()).toBe("2.25");
    expect(cost("thinker", { output: 1 }).unpriced[0]?.reason).toBe("reasoning_not_stated");
  });

  it("takes the provider's own cost where it publishes no rate, and nothing where that is missing", () => {
    const providerCost = { amount: decimal("0.0123"), currency: "USD" as const };
    expect(cost("reporter", { output: 5 }, { providerCost }).total.toString()).toBe("0.0123");
    expect(cost("reporter", { output: 5 }).unpriced[0]?.reason).toBe("no_provider_cost");
  });

  it("names a used meter without a price and never counts it as 0", () => {
    const result = cost("long", { output: 1, web_search: 2 });
    expect([result.complete, result.unpriced[0]?.meter, result.total.toString()]).toEqual([
      false,
      "web_search",
      "0.000015",
    ]);
  });

  it("suggests a name that is nearly right and does not price it", () => {
    const result = cost("lonk", { output: 1 });
    expect(result.unpriced[0]?.message).toContain("long");
    expect(result.lines).toEqual([]);
  });

  it("throws for misuse: an unknown meter, a fraction as a number, a quantity below 0, an impossible time", () => {
    expect(() => cost("long", { outputs: 1 })).toThrow(/output/);
    expect(() => cost("long", { output: 1.5 })).toThrow(/safe integer/);
    expect(() => cost("long", { output: -1 })).toThrow(/0 or more/);
    expect(() => cost("long", { output: 1 }, { at: "yesterday" })).toThrow(/RFC 3339/);
  });

  it("traces where a rate stands and how it came about", () => {
    if (parsed.catalog === null) throw new Error("no catalog");
    const request = { provider: "openai", model: "timed", at: "2026-03-02T01:00:00Z", usage: { output: 5 } } as const;
    const [line] = price(parsed.catalog, request, { trace: true }).lines;
    expect(line?.steps).toEqual(["base price from 2026-01-01", "times 2 for time_window peak"]);
    expect(line?.source).toMatchObject({ file: "catalog/providers/openai.yaml", line: 41 });
  });

  it("is additive over a split within an interval, and never across a threshold", () => {
    const tokens = fc.integer({ min: 0, max: 99_999 });
    fc.assert(
      fc.property(tokens, tokens, tokens, tokens, (a, b, x, y) => {
        const apart = cost("long", { uncached_input: a, output: x }).total.add(
          cost("long", { uncached_input: b, output: y }).total,
        );
        expect(cost("long", { uncached_input: a + b, output: x + y }).total.equals(apart)).toBe(true);
      }),
    );
    const [half, whole] = [150_000, 300_000];
    const twoHalves = cost("long", { uncached_input: half }).total.mul(Decimal.fromInteger(2));
    expect(twoHalves.lessThan(cost("long", { uncached_input: whole }).total)).toBe(true);
  });

  it("takes usage as meters too", () => {
    expect(cost("long", new Map([[meter("output"), Decimal.fromInteger(1_000_000)]])).total.toString()).toBe("15");
  });
});
