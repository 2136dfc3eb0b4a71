import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run, runSmall } from "./run.js";

describe("aimodels show", () => {
  it("draws the price sheet: meters down, conditions across, equal ones in one column", async () => {
    const { exit, out } = await runSmall(["show", "gpt-5.4"]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^METER +PER +standard +long +batch \/ flex +priority +eu +long, batch \/ long, flex$/m);
    expect(out).toMatch(/^uncached_input +1M tokens +2\.50 +5\.00 +1\.25 +5\.00 +2\.75 +2\.50$/m);
    expect(out).toMatch(/^web_search +1,000 web searches( +10\.00){6}$/m);
    expect(out).toContain("long: the whole request, once its input is over 272,000 tokens.");
    expect(out).toContain("Not offered: priority with long.");
    expect(out).toContain("Source: https://openai.com/api/pricing, checked on 2026-11-20; test/fixtures/");
  });

  it("shows each price with its dates, the newest first", async () => {
    const { out } = await runSmall(["show", "openai/o3"]);
    const titles = out.match(/^USD from .*$/gm);
    expect(titles).toEqual(["USD from 2025-06-10, in force", "USD from 2025-04-16, no longer in force"]);
  });

  it("says at which hours a price of the day holds", async () => {
    const { out } = await runSmall(["show", "deepseek/deepseek-v4-pro"]);
    expect(out.replaceAll("\n", " ")).toContain(
      "peak: Mon to Fri 09:00-12:00 and 14:00-18:00, Asia/Shanghai, not on the 5 holidays that the catalog lists; off_peak otherwise.",
    );
  });

  it("says which names it goes by and when, and what becomes of it", async () => {
    const { out } = await runSmall(["show", "openai/gpt-5.1"]);
    expect(out).toContain("gpt-latest (from 2025-11-13 until 2026-03-05)");
    expect(out).toContain("deprecated since 2026-09-01, retires on 2027-03-01, replaced by gpt-5.4");
  });

  it("shows a service without a model, and what one unit of it is", async () => {
    const { out } = await runSmall(["show", "openai/web-search"]);
    expect(out).toMatch(/^web_search +1,000 web searches +10\.00$/m);
    expect(out).toContain("web_search: one is one search call.");
  });

  it("names the offers where a bare name is sold by several", async () => {
    const { exit, err } = await runSmall(["show", "web-search"]);
    expect(exit).toBe(2);
    expect(err).toContain("name one of them: anthropic/web-search, openai/web-search");
  });

  it("gives all of it as JSON, rates as exact text", async () => {
    const { out } = await runSmall(["show", "gpt-5.4", "--json"]);
    const { schema, prices } = JSON.parse(out);
    expect(schema).toBe("aimodels/show/v1");
    expect(prices[0].in_force).toBe(true);
    const batch = prices[0].sheet.find((column: { conditions: object }) =>
      JSON.stringify(column.conditions).includes('"batch"'),
    );
    expect(batch.rates.cache_read).toEqual({ rate: "0.125", per: "1000000", billed_as: null });
  });
});

describe("aimodels compare", () => {
  it("sets models side by side: facts, capabilities, prices of today", async () => {
    const { exit, out } = await runSmall(["compare", "gpt-5.4", "anthropic/claude-sonnet-4-5"]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^ +openai\/gpt-5\.4 +anthropic\/claude-sonnet-4-5$/m);
    expect(out).toMatch(/^Context +1,050,000 tokens +1,000,000 tokens$/m);
    expect(out).toMatch(/^computer use +— +yes$/m);
    expect(out).toMatch(/^uncached_input, batch +1\.25 \/ 1M tokens +1\.50 \/ 1M tokens$/m);
  });

  it("says in which currency a price is where that is not the dollar", async () => {
    const { out } = await runSmall(["compare", "deepseek/deepseek-flash", "gpt-4o", "--json"]);
    expect(JSON.parse(out).models).toHaveLength(2);
  });

  it("needs two", async () => {
    const { exit, err } = await runSmall(["compare", "gpt-5.4"]);
    expect(exit).toBe(2);
    expect(err).toContain("compare needs two models or more\n  aimodels show MODEL shows one");
  });

  it("refuses one model under two names", async () => {
    const { exit, err } = await runSmall(["compare", "gpt-5.4", "openai/gpt-5.4"]);
    expect([exit, err]).toEqual([2, expect.stringContaining("gpt-5.4 and openai/gpt-5.4 are one model")]);
  });
});

describe("aimodels compile", () => {
  it("writes an artefact that answers as the directory does", async () => {
    const { exit, out } = await runSmall(["compile"]);
    expect(exit).toBe(0);
    expect(out.startsWith('{"schema":"aimodels/catalog/v1","content_hash":"')).toBe(true);
    expect((await runSmall(["compile"])).out).toBe(out);
    const artefact = join(mkdtempSync(join(tmpdir(), "aimodels-compile-")), "catalog.json");
    await runSmall(["compile", "--out", artefact]);
    const listed = await runSmall(["list", "--json"]);
    expect(await run(["list", "--json", "--catalog", artefact])).toEqual(listed);
  });
});

describe("a name that is no model's", () => {
  it.each([
    ["opnai/gpt-5.4", "did you mean openai/gpt-5.4?"],
    ["gpt-5.44", "did you mean openai/gpt-5.4"],
    ["deepseek/nothing-like-it", "aimodels list --provider deepseek prints the names of all"],
    ["zzzzzzzzzzzz", "aimodels list prints the names of all"],
  ])("%s is told: %s", async (name, remedy) => {
    const { exit, err } = await runSmall(["show", name]);
    expect(exit).toBe(2);
    expect(err).toContain(`the catalog has no model ${JSON.stringify(name)}\n  ${remedy}`);
  });
});
