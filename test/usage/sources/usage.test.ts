import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/money/index.js";
import { usageSource } from "../../../src/usage/sources/usage.js";
import { eventOf, plain, readAll, readOne, readRows, reasonOf } from "../read.js";

const record: JsonObject = {
  id: "req_7781",
  time: "2026-10-03T12:34:56.789Z",
  provider: "openai",
  model: "gpt-4o-2024-08-06",
  usage: { uncached_input: 431, cache_read: 896, output: 57 },
};

describe("the project's own usage record", () => {
  it("needs five fields, and is one standard request of its source", () => {
    const event = eventOf(readOne(usageSource, record));
    expect({ ...event, usage: plain(event.usage) }).toEqual({
      source: "usage",
      id: "req_7781",
      time: Date.UTC(2026, 9, 3, 12, 34, 56, 789),
      provider: "openai",
      model: "gpt-4o-2024-08-06",
      serviceTier: "standard",
      usage: { uncached_input: "431", cache_read: "896", output: "57" },
      requests: 1,
    });
  });

  it("carries every documented field", () => {
    const event = eventOf(
      readOne(usageSource, {
        ...record,
        ...{ reasoning: 20, service_tier: "default", region: "us-east-1", speed: "fast", mode: "thinking" },
        ...{ account: "org-9", project: "proj_search", api_key: "key_4", tenant: "acme", role: "planner" },
        ...{ operation: "clustering", response_id: "chatcmpl-77", requests: 1, region_class: "us", status: "ok" },
        variant: { size: "1024x1024", steps: 28 },
        provider_cost: { amount: "0.00214000000000000000021", currency: "USD" },
        charged: { amount: "0.03", currency: "eur", credits: "3.5" },
        source: "gateway-eu",
      }),
    );
    expect({ ...event, usage: plain(event.usage) }).toMatchObject({
      ...{ serviceTier: "standard", region: "us-east-1", speed: "fast", mode: "thinking", account: "org-9" },
      ...{ project: "proj_search", apiKey: "key_4", tenant: "acme", role: "planner", operation: "clustering" },
      ...{ responseId: "chatcmpl-77", regionClass: "us", status: "ok", source: "gateway-eu" },
      variant: { size: "1024x1024", steps: "28" },
    });
    expect(event.reasoning?.toString()).toBe("20");
    expect(event.providerCost?.amount.toString()).toBe("0.00214000000000000000021");
    expect(event.charged?.currency).toBe("EUR");
    expect(event.charged?.credits?.toString()).toBe("3.5");
    expect(event.unknown).toBeUndefined();
  });

  it("keeps keys it does not know by name", () => {
    const event = eventOf(readOne(usageSource, { ...record, shard: 4, variant: { size: "512x512", style: "vivid" } }));
    expect(event.unknown).toEqual(["shard", "variant.style"]);
    expect(event.variant).toEqual({ size: "512x512" });
  });

  it("keeps a service tier it does not know, so that it stays visible and unpriced", () => {
    expect(eventOf(readOne(usageSource, { ...record, service_tier: "turbo" })).serviceTier).toBe("turbo");
  });

  it("takes a provider's other names", () => {
    expect(eventOf(readOne(usageSource, { ...record, provider: "open-ai" })).provider).toBe("openai");
  });

  it("leaves out meters of quantity 0, which were not used", () => {
    const event = eventOf(readOne(usageSource, { ...record, usage: { output: 3, cache_read: 0, web_search: null } }));
    expect(plain(event.usage)).toEqual({ output: "3" });
  });

  it("keeps every digit of a quantity", () => {
    const usage = {
      audio_second: { isLosslessNumber: true as const, value: "12.480" },
      character: "90071992547409931",
    };
    const event = eventOf(readOne(usageSource, { ...record, usage }));
    expect(plain(event.usage)).toEqual({ audio_second: "12.48", character: "90071992547409931" });
  });

  it.each<[string, JsonObject, string]>([
    ["without an id", { id: null }, "id is missing: expected text"],
    ["with a number as id", { id: 12 }, "id: expected text, found 12"],
    [
      "with a time in words",
      { time: "yesterday" },
      'time: expected a time such as 2026-10-03T12:34:56Z, found "yesterday"',
    ],
    [
      "with an epoch as time",
      { time: 1791030896 },
      "time: expected a time such as 2026-10-03T12:34:56Z, found 1791030896",
    ],
    ["of a mistyped provider", { provider: "opneai" }, 'unknown provider "opneai"; did you mean openai?'],
    ["without usage", { usage: null }, 'usage is missing: expected meters, {"uncached_input": 400, "output": 50}'],
    ["with a list as usage", { usage: [1] }, "usage: expected an object, found a list of 1"],
    ["of a mistyped meter", { usage: { cache_raed: 5 } }, 'usage: unknown meter "cache_raed"; did you mean cache_read'],
    [
      "of negative usage",
      { usage: { output: -5 } },
      "usage.output: expected a whole number of tokens, 0 or more, found -5",
    ],
    [
      "of half a token",
      { usage: { output: "0.5" } },
      'usage.output: expected a whole number of tokens, 0 or more, found "0.5"',
    ],
    ["of a quantity past 2^53 that went through a double", { usage: { character: 2 ** 53 } }, "with its digits exact"],
    ["with more reasoning than output", { reasoning: 58 }, "this looks like output that leaves reasoning out"],
    [
      "with cost but no currency",
      { provider_cost: { amount: "1" } },
      "provider_cost.currency: expected a currency code",
    ],
    ["with half a request", { requests: "1.5" }, 'requests: expected a whole number, found "1.5"'],
  ])("%s is rejected and says what was expected", (_what, change, reason) => {
    expect(reasonOf(readOne(usageSource, { ...record, ...change }))).toContain(reason);
  });

  it("names all that is wrong at once, and the tokens that are lost with it", () => {
    const outcome = readOne(usageSource, { ...record, id: "", model: 3 });
    expect(reasonOf(outcome)).toBe('id: expected text, found ""; model: expected text, found 3');
    expect(outcome).toMatchObject({ kind: "reject" });
    expect(outcome.kind === "reject" && outcome.tokens?.toString()).toBe("1384");
  });

  it("gives one outcome for each element of a list", () => {
    expect(readAll(usageSource, [[record, { ...record, id: "2" }], "text"]).map((outcome) => outcome.kind)).toEqual([
      "event",
      "event",
      "reject",
    ]);
  });

  it("does not read keys that an object inherits", () => {
    const sly: JsonObject = JSON.parse('{"__proto__": {"id": "x", "time": "2026-01-01"}, "usage": {}}');
    expect(reasonOf(readOne(usageSource, sly))).toContain("id is missing");
  });
});

describe("the same record as CSV", () => {
  const header = [
    "time",
    "id",
    "provider",
    "model",
    "uncached_input",
    "usage.output",
    "variant.size",
    "provider_cost.amount",
  ];
  const rows = (more: readonly string[], cells: readonly string[]) =>
    readRows(
      usageSource,
      [...header, ...more],
      [["2026-10-03T00:15:00Z", "r1", "openai", "gpt-image-1", "44", "4160", "1024x1024", "0.17", ...cells]],
    );

  it("has a column for each key, meter and path", () => {
    const event = eventOf(rows(["provider_cost.currency", "team"], ["USD", "art"])[0]);
    expect(plain(event.usage)).toEqual({ uncached_input: "44", output: "4160" });
    expect(event.variant).toEqual({ size: "1024x1024" });
    expect(event.providerCost?.amount.toString()).toBe("0.17");
    expect(event.unknown).toEqual(["team"]);
  });

  it("leaves blank cells unstated", () => {
    const event = eventOf(rows(["provider_cost.currency", "project", "cache_read"], ["USD", "", " "])[0]);
    expect(event.project).toBeUndefined();
    expect(plain(event.usage)).not.toHaveProperty("cache_read");
  });

  it("rejects a row whose column is nearly a meter, so that no usage is dropped", () => {
    expect(reasonOf(rows(["provider_cost.currency", "outputs"], ["USD", "5"])[0])).toBe(
      'the column "outputs" is no meter; did you mean output?',
    );
  });

  it("rejects a row with another number of cells than the header", () => {
    expect(reasonOf(rows([], ["extra"])[0])).toMatch(/^expected 8 cells as in the header, found 9/);
  });
});

describe("detection", () => {
  it("knows the record by its usage and provider, and the table by its meters", () => {
    expect(usageSource.detect({ records: [record] })).toBe(true);
    expect(usageSource.detect({ records: [{ object: "chat.completion", provider: "x", usage: {} }] })).toBe(false);
    expect(usageSource.detect({ header: ["time", "provider", "model", " output"] })).toBe(true);
    expect(usageSource.detect({ header: ["time", "provider", "model", "amount_value"] })).toBe(false);
  });
});
