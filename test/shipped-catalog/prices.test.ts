import { describe, expect, it } from "vitest";
import type { Provider } from "../../src/meters/index.js";
import { type PriceConditions, price } from "../../src/pricing/index.js";
import { shippedCatalog } from "./shipped.js";

const catalog = await shippedCatalog();
const MILLION = 1_000_000;

/** What the usage costs, or why a part of it has no price. */
function cost(name: string, at: string, usage: Record<string, number>, conditions: PriceConditions = {}): string {
  const [provider, ...rest] = name.split("/");
  const result = price(catalog, { provider: provider as Provider, model: rest.join("/"), at, usage, conditions });
  return result.unpriced[0]?.reason ?? result.total.toString();
}

describe("OpenAI's prices", () => {
  it("charge a whole request at the long rate once its input passes 272000 tokens", () => {
    expect(cost("openai/gpt-5.4", "2026-06-01", { uncached_input: 272000, output: 1000 })).toBe("0.695");
    expect(cost("openai/gpt-5.4", "2026-06-01", { uncached_input: 272001, output: 1000 })).toBe("1.382505");
  });

  it("know o3 before and after its cut of 2025-06-10", () => {
    const usage = { uncached_input: MILLION, cache_read: MILLION, output: MILLION };
    expect(cost("openai/o3", "2025-05-20", usage)).toBe("52.5");
    expect(cost("openai/o3", "2025-07-20", usage)).toBe("10.5");
  });

  it("know the cuts of GPT-5.6 on 2026-07-30 and 2026-08-21", () => {
    const usage = { uncached_input: 100_000, cache_write: 100_000, output: 10_000 };
    expect(cost("openai/gpt-5.6-luna", "2026-07-29", usage)).toBe("0.285");
    expect(cost("openai/gpt-5.6-luna", "2026-07-30", usage)).toBe("0.057");
    expect(cost("openai/gpt-5.6-sol", "2026-08-20", usage)).toBe("1.425");
    expect(cost("openai/gpt-5.6-sol", "2026-08-21", usage)).toBe("1.1");
  });

  it("add a tenth for data residency, on priority as well", () => {
    const usage = { uncached_input: 1000, output: 1000 };
    expect(cost("openai/gpt-5.4", "2026-06-01", usage, { serviceTier: "priority" })).toBe("0.035");
    expect(cost("openai/gpt-5.4", "2026-06-01", usage, { serviceTier: "priority", regionClass: "eu" })).toBe("0.0385");
  });

  it("have no price for priority above the threshold before GPT-5.6, which does not offer it", () => {
    const long = { uncached_input: 300_000, output: 1000 };
    expect(cost("openai/gpt-5.4", "2026-06-01", long, { serviceTier: "priority" })).toBe("not_offered");
    expect(cost("openai/gpt-5.6-terra", "2026-10-01", long, { serviceTier: "priority" })).toBe("2.436");
  });
});

describe("Anthropic's prices", () => {
  const usage = { uncached_input: 1000, cache_read: 2000, cache_write_5m: 3000, cache_write_1h: 4000, output: 500 };

  it("charge cache writes by their lifetime, and batch by half", () => {
    expect(cost("anthropic/claude-sonnet-4-5", "2026-06-01", usage)).toBe("0.04635");
    expect(cost("anthropic/claude-sonnet-4-5", "2026-06-01", usage, { serviceTier: "batch" })).toBe("0.023175");
  });

  it("drop the long-context price of Opus 4.6 on 2026-03-13", () => {
    expect(cost("anthropic/claude-opus-4-6", "2026-03-12", { uncached_input: 200_001 })).toBe("2.00001");
    expect(cost("anthropic/claude-opus-4-6", "2026-03-13", { uncached_input: 200_001 })).toBe("1.000005");
  });

  it("leave the cancelled rise of Sonnet 5 out of force", () => {
    expect(cost("anthropic/claude-sonnet-5", "2026-10-01", { uncached_input: MILLION, output: MILLION })).toBe("12");
  });

  it("multiply fast mode and US residency", () => {
    expect(
      cost("anthropic/claude-opus-5", "2026-10-01", { output: MILLION }, { speed: "fast", regionClass: "us" }),
    ).toBe("55");
  });

  it("hold the threshold of Haiku 5.5 against cached tokens too", () => {
    const over = { uncached_input: 60_000, cache_read: 40_001, output: 1000 };
    expect(cost("anthropic/claude-haiku-5-5", "2026-11-01", over)).toBe("0.03450005");
  });
});

describe("the prices of other sellers", () => {
  it("add a tenth on Bedrock in a region or geography, against the global profile", () => {
    const usage = { output: MILLION };
    expect(cost("bedrock/global.anthropic.claude-opus-4-8", "2026-10-01", usage)).toBe("25");
    expect(cost("bedrock/us.anthropic.claude-opus-4-8", "2026-10-01", usage)).toBe("27.5");
    expect(cost("bedrock/anthropic.claude-opus-4-8", "2026-10-01", usage, { region: "eu-central-1" })).toBe("27.5");
  });

  it("double DeepSeek at its peak, but not on weekends or public holidays of China", () => {
    const usage = { uncached_input: MILLION, output: MILLION };
    expect(cost("deepseek/deepseek-flash", "2026-10-13T02:00:00Z", usage)).toBe("1.5");
    expect(cost("deepseek/deepseek-flash", "2026-10-13T04:00:00Z", usage)).toBe("0.75");
    expect(cost("deepseek/deepseek-flash", "2026-10-10T02:00:00Z", usage)).toBe("0.75");
    expect(cost("deepseek/deepseek-flash", "2026-10-07T02:00:00Z", usage)).toBe("0.75");
  });

  it("follow the names that Mistral moved to another model", () => {
    const usage = { uncached_input: MILLION, output: MILLION };
    expect(cost("mistral/mistral-medium-latest", "2026-06-15", usage)).toBe("2.4");
    expect(cost("mistral/mistral-medium-latest", "2026-06-16", usage)).toBe("9");
  });

  it("reach xAI's long price exactly at 200000 tokens", () => {
    expect(cost("xai/grok-4.6", "2026-10-01", { uncached_input: 199_999 })).toBe("0.399998");
    expect(cost("xai/grok-4.6", "2026-10-01", { uncached_input: 200_000 })).toBe("0.8");
  });

  it("end Google's introductory price with the year, and do not take the announced one before it is confirmed", () => {
    expect(cost("gemini-api/gemini-3.8-flash", "2026-12-31T23:59:59Z", { output: MILLION })).toBe("3.75");
    expect(cost("gemini-api/gemini-3.8-flash", "2027-01-01", { output: MILLION })).toBe("no_price_in_force");
  });
});
