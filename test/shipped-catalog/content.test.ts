import { describe, expect, it } from "vitest";
import { MODEL_TYPES } from "../../src/catalog/index.js";
import { RULES, runRules } from "../../src/catalog/rules/index.js";
import { shippedCatalog } from "./shipped.js";

const LINE_UPS = [
  ...["openai", "anthropic", "gemini-api", "vertex", "bedrock", "azure"],
  ...["mistral", "xai", "groq", "deepseek", "cohere", "runware"],
];
const catalog = await shippedCatalog();
const offers = [...catalog.providers.values()].flatMap((provider) => provider.offers);

describe("the shipped catalog", () => {
  it("breaks no rule, on the day that its newest price was checked", () => {
    const errors = runRules(catalog, RULES, { today: catalog.checked ?? 0 }).filter(
      ({ severity }) => severity === "error",
    );
    expect(errors).toEqual([]);
  });

  it("holds at least 450 offers of the twelve line-ups", () => {
    const held = LINE_UPS.flatMap(
      (name) => [...catalog.providers.values()].find(({ id }) => id === name)?.offers ?? [],
    );
    expect(held.length).toBeGreaterThanOrEqual(450);
  });

  it("sells every type of model but music", () => {
    const sold = new Set(offers.map(({ model }) => (model === null ? null : catalog.models.get(model)?.type)));
    expect(MODEL_TYPES.filter((type) => !sold.has(type))).toEqual(["music"]);
  });

  it("says of every model what it is and what to take it for", () => {
    const silent = [...catalog.models.values()].filter(
      ({ description, bestFor }) => description.length < 20 || bestFor === null,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it("says of every API of a line-up that answers in text what it calls the limit of output", () => {
    const named = [...catalog.providers.values()].flatMap(({ apis }) =>
      apis.map(({ outputLimitParameter }) => outputLimitParameter),
    );
    const used = new Set(named.filter((parameter) => parameter !== null));
    expect([...used].sort()).toEqual([
      "generationConfig.maxOutputTokens",
      "inferenceConfig.maxTokens",
      "max_completion_tokens",
      "max_output_tokens",
      "max_tokens",
    ]);
  });

  it("gives a reason wherever two independent sources did not agree, and a page and a day for every price", () => {
    for (const { prices } of offers) {
      for (const set of prices) {
        expect(set.source).toMatch(/^https:\/\//);
        expect(set.checked).toBeGreaterThan(Date.UTC(2026, 0, 1));
        if (set.unverified !== null) expect(set.unverified.length).toBeGreaterThan(10);
      }
    }
  });
});
