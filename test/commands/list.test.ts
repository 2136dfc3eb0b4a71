import { describe, expect, it } from "vitest";
import { widthOf } from "../../src/reports/wrap-text.js";
import { runSmall } from "./run.js";

async function ids(...args: string[]): Promise<string[]> {
  const { exit, out } = await runSmall(["list", "--json", ...args]);
  expect(exit).toBe(0);
  return JSON.parse(out).models.map((model: { provider: string; id: string }) => `${model.provider}/${model.id}`);
}

describe("aimodels list", () => {
  it("gives one entry an offer, with what belongs to its model wherever it is sold", async () => {
    const { out } = await runSmall(["list", "--json", "--provider", "bedrock"]);
    const { schema, models } = JSON.parse(out);
    expect(schema).toBe("aimodels/list/v1");
    expect(models[0]).toMatchObject({
      provider: "bedrock",
      id: "anthropic.claude-sonnet-4-5-20250929-v1:0",
      family: "anthropic",
      type: "text",
      status: "active",
      context_window: 1_000_000,
    });
  });

  it("chooses by what is asked for", async () => {
    expect(await ids("--type", "embedding")).toEqual(["openai/text-embedding-3-small"]);
    expect(await ids("--status", "deprecated")).toEqual(["openai/gpt-5.1"]);
    expect(await ids("--family", "anthropic", "--provider", "bedrock")).toEqual([
      "bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0",
    ]);
    expect(await ids("--capability", "computer_use", "--capability", "pdf_input", "--provider", "openai")).toEqual([]);
  });

  it("names the defaults of the policy, in no other place than there", async () => {
    expect(await ids("--default")).toEqual(["openai/gpt-5.4", "openai/gpt-image-1", "openai/text-embedding-3-small"]);
    const { models } = JSON.parse((await runSmall(["list", "--json"])).out);
    const defaults = models.filter((model: { default_for: string[] }) => model.default_for.length > 0);
    expect(defaults).toHaveLength(3);
  });

  it.each([60, 80, 160])("keeps to a terminal of %i columns, with every name whole", async (terminal) => {
    const { out } = await runSmall(["list", "--provider", "bedrock"], { terminal, env: { NO_COLOR: "1" } });
    const table = out.slice(0, out.indexOf("\n\n"));
    expect(Math.max(...table.split("\n").map(widthOf))).toBeLessThanOrEqual(terminal);
    const names = table
      .split("\n")
      .map((line) => line.split("  ")[0])
      .join("");
    expect(names).toContain("bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0");
  });

  it("prints the prices of today, marks what is not verified, and says on what they stand", async () => {
    const { out } = await runSmall(["list", "--provider", "openai"], { terminal: 160, env: { NO_COLOR: "1" } });
    expect(out).toMatch(/^openai\/o3 +text +active +200,000 +2\.00 +8\.00$/m);
    expect(out).toMatch(/^openai\/ft:gpt-4o-2024-08-06 .* 3\.75 +15\.00 +\*$/m);
    expect(out).toMatch(/^openai\/web-search +service +active +10\.00 \/ 1,000 web searches$/m);
    expect(out).toMatch(/^openai\/gpt-image-1 +image +active +5\.00 +40\.00$/m);
    expect(out).toContain("* not verified by two independent sources");
    expect(out).toMatch(/^Catalog: .*prices checked until 2026-11-20\.$/m);
  });

  it("prints the prices of the day that it is", async () => {
    const { out } = await runSmall(["list", "--provider", "openai"], { now: "2025-05-20T00:00:00Z" });
    expect(out).toMatch(/^openai\/o3 .* 10\.00 +40\.00$/m);
    expect(out).toMatch(/^openai\/gpt-5\.4 .* no price$/m);
  });

  it("writes CSV for a spreadsheet", async () => {
    const { out } = await runSmall(["list", "--format", "csv", "--provider", "deepseek"]);
    expect(out.split("\n")[0]).toBe("provider,id,family,type,status,context_window,max_output,retires_on");
    expect(out).toMatch(/^deepseek,deepseek-v4-pro,deepseek,text,active,1000000,/m);
  });

  it("says so when nothing is like that", async () => {
    expect(await runSmall(["list", "--type", "music"])).toEqual({
      exit: 0,
      out: "No model of the catalog is like that.\n",
      err: "",
    });
  });
});
