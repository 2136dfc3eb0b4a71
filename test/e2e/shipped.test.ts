import { describe, expect, it } from "vitest";
import { aimodels, emptyFolder } from "./command.js";

const AT = ["--at", "2026-06-01"];

function totalOf(...args: readonly string[]): string {
  const { out } = aimodels(emptyFolder(), "estimate", ...args, "--json");
  return JSON.parse(out).estimates[0].total;
}

describe("the shipped catalog", () => {
  it("is valid", () => {
    const { exit, out } = aimodels(".", "validate", "--at", "2026-11-21", "--json");
    expect([exit, JSON.parse(out).counts.errors]).toEqual([0, 0]);
  });

  it("holds the line-ups of the sellers that people buy from", () => {
    const { out } = aimodels(emptyFolder(), "list", "--json");
    const models: { provider: string; id: string; type: string }[] = JSON.parse(out).models;
    expect(models.length).toBeGreaterThanOrEqual(250);
    const sellers = new Set(models.map((model) => model.provider));
    for (const seller of [
      ...["openai", "anthropic", "gemini-api", "vertex", "bedrock", "azure", "mistral", "xai"],
      ...["groq", "deepseek", "cohere", "runware"],
    ]) {
      expect(sellers).toContain(seller);
    }
    for (const type of ["text", "embedding", "image"]) expect(models.some((model) => model.type === type)).toBe(true);
  });

  it("charges the whole request at the long-context rate above 272,000 tokens of input, and not at it", () => {
    expect(totalOf("openai/gpt-5.4", ...AT, "--usage", "uncached_input=272000,output=1000")).toBe("0.695");
    expect(totalOf("openai/gpt-5.4", ...AT, "--usage", "uncached_input=272001,output=1000")).toBe("1.382505");
  });

  it("tells the lifetimes of cache writes apart, and halves everything in batch", () => {
    const usage = "uncached_input=1000,cache_read=2000,cache_write_5m=3000,cache_write_1h=4000,output=500";
    expect(totalOf("anthropic/claude-sonnet-4-5", ...AT, "--usage", usage)).toBe("0.04635");
    expect(totalOf("anthropic/claude-sonnet-4-5", ...AT, "--service-tier", "batch", "--usage", usage)).toBe("0.023175");
  });

  it("knows o3 before and after its price was cut in June 2025", () => {
    const usage = ["--usage", "uncached_input=1000000,cache_read=1000000,output=1000000"];
    expect(totalOf("openai/o3", "--at", "2025-05-20", ...usage)).toBe("52.5");
    expect(totalOf("openai/o3", "--at", "2025-07-20", ...usage)).toBe("10.5");
  });
});
