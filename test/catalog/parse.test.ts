import { describe, expect, it } from "vitest";
import type { PriceSet, Rate } from "../../src/catalog/index.js";
import { parseCatalog } from "../../src/catalog/parse.js";
import { meter } from "../../src/meters/index.js";
import { at, smallCatalog, smallTexts } from "./small-catalog.js";

const OPENAI = "catalog/providers/openai.yaml";
function setOf(provider: "openai" | "anthropic" | "deepseek", offer: string, index = 0): PriceSet {
  const set = smallCatalog()
    .providers.get(provider)
    ?.offers.find((each) => each.id === offer)?.prices[index];
  if (set === undefined) throw new Error(`${provider}/${offer} has no price set ${index}`);
  return set;
}

function rateOf(set: PriceSet, name: string): Rate {
  const rate = set.rates.get(meter(name));
  if (rate?.kind !== "rate") throw new Error(`no rate of ${name}`);
  return rate;
}

describe("a catalog of texts", () => {
  it("is read whole and without findings", () => {
    const { catalog, findings, leftOut } = parseCatalog(smallTexts());
    expect(findings).toEqual([]);
    expect(leftOut).toEqual([]);
    expect([...(catalog?.providers.keys() ?? [])]).toEqual(["anthropic", "bedrock", "deepseek", "openai"]);
    expect(catalog?.models.get("nova-2-lite")).toMatchObject({ family: "amazon", maxOutput: 65536, retired: null });
  });

  it("takes the set's per for plain numbers and a rate's own where it has one", () => {
    const set = setOf("openai", "gpt-5.4");
    expect([rateOf(set, "uncached_input").rate.toString(), rateOf(set, "uncached_input").per.toString()]).toEqual([
      "2.5",
      "1000000",
    ]);
    expect([rateOf(set, "web_search").per.toString(), rateOf(set, "web_search").counts]).toEqual([
      "1000",
      "one search call",
    ]);
  });

  it("says where each rate stands", () => {
    expect(rateOf(setOf("openai", "gpt-5.4"), "uncached_input").position).toEqual({
      file: OPENAI,
      line: 34,
      column: 27,
    });
  });

  it("reads dates as 00:00 UTC, and what is left out as unknown", () => {
    const set = setOf("openai", "o3", 1);
    expect(set).toMatchObject({ from: at("2025-06-10T00:00:00Z"), until: null, status: "confirmed", unverified: null });
    expect(smallCatalog().models.get("gpt-image-1")?.contextWindow).toBeNull();
  });

  it("reads rules, thresholds, combinations not offered and meters billed as another", () => {
    const set = setOf("openai", "gpt-5.4");
    expect(set.context).toMatchObject([{ name: "long", over: 272000, inclusive: false }]);
    expect(set.rules[1]?.when).toEqual(new Map([["service_tier", ["batch", "flex"]]]));
    expect(set.notOffered).toEqual([
      new Map([
        ["service_tier", ["priority"]],
        ["context", ["long"]],
      ]),
    ]);
    expect(setOf("deepseek", "deepseek-flash").rates.get(meter("cache_write"))).toMatchObject({
      kind: "billed_as",
      meter: "uncached_input",
    });
  });

  it("reads calendars as minutes and weekdays", () => {
    const calendar = smallCatalog().providers.get("deepseek")?.calendars.get("peak_hours");
    expect(calendar?.windows[0]).toMatchObject({ name: "peak", weekdays: [1, 2, 3, 4, 5], from: 540, to: 720 });
  });

  it("says until when it was checked: the latest day of any price", () => {
    expect(smallCatalog().checked).toBe(at("2026-11-20"));
  });

  it("is frozen, down to its rates", () => {
    const catalog = smallCatalog();
    const set = setOf("openai", "gpt-5.4");
    for (const part of [
      catalog,
      catalog.policy,
      catalog.providers.get("openai"),
      set,
      set.rules,
      set.rules[0],
      rateOf(set, "output"),
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it("has the usual tolerance and no defaults without a policy", () => {
    const { catalog } = parseCatalog(smallTexts().filter((file) => !file.path.endsWith("policy.yaml")));
    expect(catalog?.policy.tolerance.ratio.toString()).toBe("0.005");
    expect(catalog?.policy.tolerance.amount.toString()).toBe("0.01");
    expect(catalog?.policy.defaults.size).toBe(0);
  });

  it("reads JSON files as well", () => {
    const policy = { path: "catalog/policy.json", text: '{"tolerance": {"ratio": 0.001, "amount": 0}}' };
    const { catalog, findings } = parseCatalog([
      ...smallTexts().filter((file) => !file.path.endsWith("policy.yaml")),
      policy,
    ]);
    expect(findings).toEqual([]);
    expect(catalog?.policy.tolerance.ratio.toString()).toBe("0.001");
  });
});
