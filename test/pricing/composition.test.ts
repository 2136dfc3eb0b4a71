import { describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/index.js";
import { parseCatalog } from "../../src/catalog/parse.js";
import { type PriceConditions, price } from "../../src/pricing/index.js";

// The worked example of the composition rules, with the narrow rule D stating cache reads so that nothing is ambiguous,
// and without, so that it is.
const yaml = (dCacheRead: string): string => `
provider: openai
name: Example
url: https://example.com
id_grammar: plain
regions: {default: global, classes: {us-east-1: us}}
offers:
  - id: example
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: https://example.com/prices
        checked: 2026-11-01
        per: 1000000
        context: {long: {over: 272000, basis: input, scope: request}}
        rates: {uncached_input: 5, cache_read: 0.5, output: 25, web_search: {rate: 10, per: 1000, counts: one call}}
        rules:
          - {when: {context: long}, rates: {uncached_input: 10, cache_read: 1, output: 37.5}}
          - {when: {service_tier: batch}, times: {tokens: 0.5}}
          - {when: {service_tier: priority}, rates: {uncached_input: 12, cache_read: 1.2, output: 60}}
          - {when: {service_tier: priority, context: long}, rates: {uncached_input: 20, output: 90${dCacheRead}}}
          - {when: {region_class: us}, times: {tokens: 1.1}}
          - {when: {service_tier: batch, context: long}, times: {tokens: 0.6}}
`;

function catalogOf(text: string): Catalog {
  const { catalog, findings } = parseCatalog([{ path: "catalog/providers/openai.yaml", text }]);
  expect(findings).toEqual([]);
  if (catalog === null) throw new Error("no catalog");
  return catalog;
}

const whole = catalogOf(yaml(", cache_read: 2"));
const silent = catalogOf(yaml(""));

function rateOf(catalog: Catalog, meter: string, conditions: PriceConditions): string {
  const cost = price(catalog, {
    provider: "openai",
    model: "example",
    at: "2026-06-01",
    usage: { [meter]: 1 },
    conditions,
  });
  return cost.lines[0]?.rate.toString() ?? cost.unpriced[0]?.reason ?? "nothing";
}

const LONG = { interval: 2 * 9 + 2 };

describe("composition", () => {
  it("multiplies factors of different dimensions: batch in the US is half of 1.1 times", () => {
    expect(rateOf(whole, "uncached_input", { serviceTier: "batch", regionClass: "us" })).toBe("2.75");
  });

  it("lets a narrower factor replace a wider one and leaves the rest: batch, long, US", () => {
    expect(rateOf(whole, "uncached_input", { serviceTier: "batch", regionClass: "us", ...LONG })).toBe("6.6");
  });

  it("takes the rate whose when contains all others: priority, long, US", () => {
    expect(rateOf(whole, "uncached_input", { serviceTier: "priority", regionClass: "us", ...LONG })).toBe("22");
  });

  it("prices nothing where two rates stand against each other, until the narrow rule states one", () => {
    expect(rateOf(silent, "cache_read", { serviceTier: "priority", ...LONG })).toBe("ambiguous_price");
    expect(rateOf(whole, "cache_read", { serviceTier: "priority", ...LONG })).toBe("2");
  });

  it("is silent on meters that a rule does not name: a search in batch costs a search", () => {
    expect(rateOf(whole, "web_search", { serviceTier: "batch", regionClass: "us" })).toBe("10");
  });

  it("leaves a tier, a region class or a speed that nobody declares unpriced, never standard", () => {
    expect(rateOf(whole, "output", { serviceTier: "flex" })).toBe("undeclared_condition");
    expect(rateOf(whole, "output", { regionClass: "eu" })).toBe("undeclared_condition");
    expect(rateOf(whole, "output", { speed: "fast" })).toBe("undeclared_condition");
    expect(rateOf(whole, "output", { region: "mars-north-1" })).toBe("unknown_region");
    expect(rateOf(whole, "output", { region: "us-east-1" })).toBe("27.5");
  });

  it("takes no notice of a mode or a variant that no rule names", () => {
    expect(rateOf(whole, "output", { mode: "thinking", variant: { size: "1024x1024" } })).toBe("25");
  });
});
