import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ambiguities, declaredValues, unchecked } from "../../src/catalog/ambiguity.js";
import { composeRate } from "../../src/catalog/composition.js";
import type { Offer, PriceRule, PriceSet, ProviderEntry, Rates, When } from "../../src/catalog/index.js";
import type { Conditions, Dimension } from "../../src/meters/index.js";
import { meter } from "../../src/meters/index.js";
import { decimal } from "../../src/money/index.js";

const at = { file: "catalog/providers/openai.yaml", line: 1, column: 1 };
const million = decimal("1000000");

type Words = Readonly<Record<string, string>>;

function rates(words: Words): Rates {
  const entries = Object.entries(words).map(([name, rate]) => {
    const key = name === "output_reasoning" ? name : meter(name);
    return [key, { kind: "rate", rate: decimal(rate), per: million, counts: null, position: at }] as const;
  });
  return new Map(entries);
}

function rule(
  when: Readonly<Partial<Record<Dimension, string | string[]>>>,
  stated: Words,
  times: Words = {},
): PriceRule {
  const conditions = Object.entries(when).map(([dimension, value]) => [dimension, [value].flat()] as const);
  return {
    when: new Map(conditions) as When,
    rates: rates(stated),
    times: new Map(
      Object.entries(times).map(([name, factor]) => [
        name === "tokens" || name === "input" || name === "cache_write_*" ? name : meter(name),
        decimal(factor),
      ]),
    ),
    position: at,
  };
}

function priceSet(base: Words, rules: readonly PriceRule[], notOffered: readonly When[] = []): PriceSet {
  return {
    from: 0,
    statedFrom: 0,
    until: null,
    currency: "USD",
    status: "confirmed",
    source: "https://example.com",
    checked: 0,
    unverified: null,
    recheckOn: null,
    price: "rates",
    rates: rates(base),
    rules,
    context: [{ name: "long", over: 272000, inclusive: false, position: at }],
    calendar: null,
    notOffered,
    allowances: [],
    discount: null,
    layer: "catalog",
    position: at,
  };
}

const A = rule({ context: "long" }, { uncached_input: "10", cache_read: "1", output: "37.5" });
const B = rule({ service_tier: "batch" }, {}, { tokens: "0.5" });
const C = rule({ service_tier: "priority" }, { uncached_input: "12", cache_read: "1.2", output: "60" });
const D = rule({ service_tier: "priority", context: "long" }, { uncached_input: "20", output: "90" });
const E = rule({ region_class: "us" }, {}, { tokens: "1.1" });
const F = rule({ service_tier: "batch", context: "long" }, {}, { tokens: "0.6" });
const base = { uncached_input: "5", cache_read: "0.5", output: "25", web_search: "10" };
const worked = priceSet(base, [A, B, C, D, E, F]);

const offer: Offer = {
  provider: "openai",
  id: "example",
  model: null,
  aliases: [],
  billingNames: [],
  status: "active",
  deprecatedOn: null,
  retiresOn: null,
  replacement: null,
  regionClass: null,
  batchShare: null,
  notes: null,
  prices: [],
  waivers: [],
  position: at,
};

const provider: ProviderEntry = {
  id: "openai",
  name: "OpenAI",
  alsoKnownAs: [],
  idGrammar: "plain",
  url: "https://platform.openai.com",
  pricingUrl: null,
  apis: [],
  credentials: [],
  regions: { default: "global", classes: new Map() },
  calendars: new Map(),
  offers: [offer],
  charges: [],
  waivers: [],
  position: at,
};

/** The composed rate as a number, `none` or `ambiguous`. */
function priceOf(set: PriceSet, key: string, conditions: Conditions): string {
  const full = { service_tier: "standard", context: "short", region_class: "global", ...conditions };
  const composed = composeRate(set, full, key === "output_reasoning" ? key : meter(key));
  if (composed.kind !== "rate") return composed.kind;
  if (composed.rate.kind === "billed_as") return `billed as ${composed.rate.meter}`;
  return composed.factors.reduce((rate, factor) => rate.mul(factor.times), composed.rate.rate).toString();
}

describe("the worked example of a price with tiers, long context and regions", () => {
  it.each([
    ["uncached_input", { service_tier: "batch", region_class: "us" }, "2.75"],
    ["uncached_input", { service_tier: "batch", context: "long", region_class: "us" }, "6.6"],
    ["uncached_input", { service_tier: "priority", context: "long", region_class: "us" }, "22"],
    ["cache_read", { service_tier: "priority", context: "long" }, "ambiguous"],
    ["web_search", { service_tier: "batch", region_class: "us" }, "10"],
    ["uncached_input", {}, "5"],
    ["output", { service_tier: "priority" }, "60"],
  ])("prices %s under %j at %s", (key, conditions, expected) => {
    expect(priceOf(worked, key, conditions)).toBe(expected);
  });

  it("names the rules that contradict each other", () => {
    const conditions = { service_tier: "priority", context: "long", region_class: "global" };
    expect(composeRate(worked, conditions, meter("cache_read"))).toEqual({ kind: "ambiguous", candidates: [A, C] });
  });

  it("finds exactly the one ambiguity, with the combination that shows it", () => {
    expect(ambiguities(worked, offer, provider)).toEqual([
      { key: "cache_read", conditions: { context: "long", service_tier: "priority" }, candidates: [A, C] },
    ]);
  });

  it("finds none once the narrower rule states the rate", () => {
    const stated = rule(
      { service_tier: "priority", context: "long" },
      { uncached_input: "20", cache_read: "2", output: "90" },
    );
    expect(ambiguities(priceSet(base, [A, B, C, stated, E, F]), offer, provider)).toEqual([]);
  });

  it("finds none where the combination is not offered", () => {
    const never: When = new Map([
      ["service_tier", ["priority"]],
      ["context", ["long"]],
    ]);
    expect(ambiguities(priceSet(base, [A, C], [never]), offer, provider)).toEqual([]);
  });

  it("does not try combinations without end, and says of which keys it did not", () => {
    const words = (name: string): string[] => Array.from({ length: 50 }, (_, index) => `${name}${index}`);
    const dimensions = ["size", "quality", "resolution"] as const;
    const rules = dimensions.map((dimension) => rule({ [dimension]: words(dimension) }, { output: "1" }));
    const set = priceSet(base, rules);
    expect(ambiguities(set, offer, provider)).toEqual([]);
    expect(unchecked(set, offer, provider)).toEqual(["output"]);
    expect(unchecked(worked, offer, provider)).toEqual([]);
  });

  it("declares what the rules name beside the defaults", () => {
    const declared = declaredValues(worked, offer, provider);
    expect(declared.get("service_tier")).toEqual(new Set(["batch", "priority", "standard"]));
    expect(declared.get("context")).toEqual(new Set(["long", "short"]));
    expect(declared.get("region_class")).toEqual(new Set(["us", "global"]));
  });
});

describe("composition", () => {
  it("has no rate for a key that neither the base nor a rule states", () => {
    expect(priceOf(worked, "output_audio", {})).toBe("none");
  });

  it("takes a list of values for one rule a value, so that a narrower rule over two tiers replaces one over a tier", () => {
    const set = priceSet({ output: "10" }, [
      rule({ service_tier: "batch" }, {}, { tokens: "0.5" }),
      rule({ service_tier: ["batch", "flex"], context: "long" }, {}, { tokens: "0.6" }),
    ]);
    expect(priceOf(set, "output", { service_tier: "batch", context: "long" })).toBe("6");
  });

  it("takes a meter's own factor before its group's, and the narrowest group first", () => {
    const times = { tokens: "0.5", input: "0.25", "cache_write_*": "0.2", cache_read: "0.1" };
    const meters = { uncached_input: "1", cache_read: "1", cache_write_5m: "1", output: "1", output_reasoning: "1" };
    const set = priceSet(meters, [rule({ service_tier: "batch" }, {}, times)]);
    const found = Object.keys(meters).map((key) => priceOf(set, key, { service_tier: "batch" }));
    expect(found).toEqual(["0.25", "0.1", "0.2", "0.5", "0.5"]);
  });

  it("never depends on the order of the rules", () => {
    const order = fc.shuffledSubarray([A, B, C, D, E, F], { minLength: 6 });
    const conditions = fc.record({
      service_tier: fc.constantFrom("standard", "batch", "priority"),
      context: fc.constantFrom("short", "long"),
      region_class: fc.constantFrom("global", "us"),
    });
    const key = fc.constantFrom("uncached_input", "cache_read", "output", "web_search");
    fc.assert(
      fc.property(order, conditions, key, (rules, under, name) => {
        expect(priceOf(priceSet(base, rules), name, under)).toBe(priceOf(worked, name, under));
      }),
    );
  });

  it("finds an ambiguity exactly where some combination of declared values composes to one", () => {
    const values = { service_tier: ["batch", "flex"], context: ["long"], size: ["small", "large"] } as const;
    const when = fc
      .record({
        service_tier: fc.subarray([...values.service_tier]),
        context: fc.subarray([...values.context]),
        size: fc.subarray([...values.size]),
      })
      .map((record) => Object.fromEntries(Object.entries(record).filter(([, list]) => list.length > 0)))
      .filter((record) => Object.keys(record).length > 0);
    fc.assert(
      fc.property(fc.array(when, { maxLength: 5 }), (whens) => {
        const set = priceSet(
          { output: "1" },
          whens.map((one) => rule(one, { output: "2" })),
        );
        const every = ["standard", "batch", "flex"].flatMap((service_tier) =>
          ["short", "long"].flatMap((context) =>
            [undefined, "small", "large"].map((size) => ({ service_tier, context, ...(size && { size }) })),
          ),
        );
        const expected = every.some((one) => priceOf(set, "output", one) === "ambiguous");
        expect(ambiguities(set, offer, provider).length > 0).toBe(expected);
      }),
    );
  });

  it("multiplies factors exactly", () => {
    const set = priceSet({ output: "0.1" }, [
      rule({ service_tier: "batch" }, {}, { output: "0.3" }),
      rule({ region_class: "us" }, {}, { output: "1.1" }),
    ]);
    expect(priceOf(set, "output", { service_tier: "batch", region_class: "us" })).toBe("0.033");
  });
});
