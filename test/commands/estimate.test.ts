import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEstimateOptions } from "../../src/commands/estimate-options.js";
import { decimal } from "../../src/money/index.js";
import { type RunOptions, runSmall } from "./run.js";

interface EstimateJson {
  readonly provider: string;
  readonly model: string;
  readonly complete: boolean;
  readonly total: string;
  readonly lines: readonly {
    meter: string;
    quantity: string;
    rate: string;
    amount: string;
    source: { file: string };
  }[];
  readonly unpriced: readonly { meter: string; reason: string }[];
  readonly counted?: { tokens: string; encoding: string; exact: boolean };
}

async function estimates(args: string[], options: RunOptions = {}): Promise<EstimateJson[]> {
  const { out, err } = await runSmall(["estimate", ...args, "--json"], options);
  expect(out, err).not.toBe("");
  return JSON.parse(out).estimates;
}

async function total(...args: string[]): Promise<string | undefined> {
  return (await estimates(args))[0]?.total;
}

describe("aimodels estimate", () => {
  it("gives the document that scripts rely on", async () => {
    const { exit, out } = await runSmall([
      ...["estimate", "openai/gpt-4o", "--usage", "uncached_input=1000,cache_read=200,output=50"],
      ...["--at", "2026-04-01", "--json"],
    ]);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toEqual({
      schema: "aimodels/estimate/v1",
      estimates: [
        {
          ...{ provider: "openai", model: "gpt-4o", at: "2026-04-01T00:00:00Z", requests: "1" },
          ...{ currency: "USD", complete: true, total: "0.00325", unpriced: [] },
          lines: [
            ["uncached_input", "1000", "2.5", "0.0025"],
            ["cache_read", "200", "1.25", "0.00025"],
            ["output", "50", "10", "0.0005"],
          ].map(([meter, quantity, rate, amount]) => ({
            ...{ meter, quantity, rate, per: "1000000", amount },
            source: { file: "test/fixtures/catalog-small/providers/openai.yaml", line: expect.any(Number) },
            steps: ["base price from 2024-10-01"],
          })),
        },
      ],
    });
  });

  it("charges the whole request at the long rate once its input is over 272,000 tokens", async () => {
    const at = ["--at", "2026-06-01"];
    expect(await total("openai/gpt-5.4", "--usage", "uncached_input=272000,output=1000", ...at)).toBe("0.695");
    expect(await total("openai/gpt-5.4", "--usage", "uncached_input=272001,output=1000", ...at)).toBe("1.382505");
  });

  it("prices each cache lifetime and halves all of it in batch", async () => {
    const usage = "uncached_input=1000,cache_read=2000,cache_write_5m=3000,cache_write_1h=4000,output=500";
    expect(await total("anthropic/claude-sonnet-4-5", "--usage", usage)).toBe("0.04635");
    expect(await total("anthropic/claude-sonnet-4-5", "--usage", usage, "--service-tier", "batch")).toBe("0.023175");
  });

  it("prices by the day", async () => {
    const o3 = ["openai/o3", "--usage", "uncached_input=1000000"];
    expect(await total(...o3, "--at", "2025-05-20")).toBe("10");
    expect(await total(...o3, "--at", "2025-07-20")).toBe("2");
  });

  it("takes a region of the provider, or the class that regions fall into", async () => {
    const usage = ["gpt-5.4", "--usage", "uncached_input=1000000"];
    const short = ["gpt-5.4", "--usage", "uncached_input=100000"];
    expect(await total(...short, "--region", "eu-central-1")).toBe(await total(...short, "--region", "eu"));
    expect(await total(...short, "--region", "eu")).toBe("0.275");
    const { exit } = await runSmall(["estimate", ...usage, "--region", "mars-north-1"]);
    expect(exit).toBe(1);
  });

  it("multiplies by the requests, each of which is short or long by itself", async () => {
    const one = ["gpt-5.4", "--usage", "uncached_input=200000,output=10"];
    const once = decimal((await total(...one)) ?? "");
    expect(await total(...one, "--requests", "1000")).toBe(once.mul(decimal("1000")).toString());
  });

  it("names a used meter without a price, leaves it out of the total, and exits 1", async () => {
    const args = ["gpt-4o-mini", "--usage", "output=100,web_search=3"];
    const [estimate] = await estimates(args);
    expect(estimate).toMatchObject({ complete: false, total: "0.00006" });
    expect(estimate?.unpriced).toEqual([
      expect.objectContaining({ meter: "web_search", quantity: "3", reason: "no_rate" }),
    ]);
    const { exit, out } = await runSmall(["estimate", ...args]);
    expect(exit).toBe(1);
    expect(out).toMatch(/^web_search +3 +no price +unknown$/m);
    expect(out).toMatch(/^total of what is priced +USD +0\.00006$/m);
  });

  it("sets several models side by side and names the cheapest", async () => {
    const { exit, out } = await runSmall([
      "estimate",
      "gpt-5.4",
      "gpt-4o-mini",
      "--usage",
      "uncached_input=1000,output=500",
    ]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^AMOUNT OF +openai\/gpt-5\.4 +openai\/gpt-4o-mini$/m);
    expect(out).toMatch(/^total +USD 0\.01000 +USD 0\.00045$/m);
    expect(out).toContain("Cheapest: openai/gpt-4o-mini.");
  });

  it("prints columns that foot, and how each rate came about", async () => {
    const { out } = await runSmall([
      ...["estimate", "gpt-5.4", "--usage", "uncached_input=272001,output=1000", "--at", "2026-06-01"],
    ]);
    expect(out).toMatch(/^uncached_input +272,001 +5\.00 +1M tokens +1\.360005$/m);
    expect(out).toMatch(/^output +1,000 +22\.50 +1M tokens +0\.022500$/m);
    expect(out).toMatch(/^total +USD +1\.382505$/m);
    expect(out).toContain("uncached_input: base price from 2026-03-05; ");
  });

  it("suggests a region for one that the provider has not, and prices nothing", async () => {
    const { exit, out, err } = await runSmall([
      ...["estimate", "bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0", "--region", "us-east1"],
      ...["--usage", "output=1", "--json"],
    ]);
    expect([exit, JSON.parse(out).estimates[0].unpriced[0].reason]).toEqual([1, "unknown_region"]);
    expect(err).toContain('bedrock has no region "us-east1" in the catalog; did you mean us-east-1');
  });

  it("keeps its sentences within the terminal", async () => {
    const { out } = await runSmall(["estimate", "gpt-5.4", "--usage", "output=1", "--no-color"], { terminal: 60 });
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
  });

  it("takes the model that the policy names for an operation", async () => {
    const [first, ...others] = await estimates(["--operation", "clustering", "--usage", "output=1"]);
    expect([first?.model, others.length]).toEqual(["gpt-4o-mini", 0]);
    const { exit, err } = await runSmall(["estimate", "--operation", "clustring", "--usage", "output=1"]);
    expect(exit).toBe(2);
    expect(err).toContain("its operations are clustering");
  });

  it("means by an alias what it meant on that day", async () => {
    const model = async (at: string): Promise<string | undefined> =>
      (await estimates(["gpt-latest", "--usage", "output=1", "--at", at]))[0]?.model;
    expect([await model("2026-01-01"), await model("2026-06-01")]).toEqual(["gpt-5.1", "gpt-5.4"]);
  });
});

describe("aimodels estimate --input-file", () => {
  const prompt = join(mkdtempSync(join(tmpdir(), "aimodels-prompt-")), "prompt.txt");
  writeFileSync(prompt, "Sort these invoices by vendor and month.\r\n<|endoftext|> is text here.\n");

  it("counts the prompt's tokens exactly where the tokenizer is public", async () => {
    const [estimate] = await estimates(["gpt-4o", "--input-file", prompt, "--usage", "output=10"]);
    expect(estimate?.counted).toEqual({ tokens: "19", encoding: "o200k_base", exact: true });
    expect(estimate?.lines.map((line) => `${line.meter}=${line.quantity}`)).toEqual(["uncached_input=19", "output=10"]);
  });

  it("says that the count is approximate where it is not", async () => {
    const { out, err } = await runSmall(["estimate", "claude-haiku-4-5", "--input-file", prompt]);
    expect(out).toContain("approximately 19 tokens");
    expect(err).toContain("approximate for anthropic/claude-haiku-4-5");
  });

  it("reads standard input for -", async () => {
    const [estimate] = await estimates(["gpt-4o", "--input-file", "-"], { stdin: "Hello, world" });
    expect(estimate?.counted?.tokens).toBe("3");
  });

  it("that is not there is an input that cannot be read", async () => {
    const { exit, err } = await runSmall(["estimate", "gpt-4o", "--input-file", `${prompt}x`]);
    expect(exit).toBe(3);
    expect(err).toContain("prompt.txt");
  });
});

describe("a wrong use of estimate", () => {
  it.each([
    [["openai/gpt-5.44", "--usage", "output=1"], "did you mean openai/gpt-5.4"],
    [["opnai/gpt-5.4", "--usage", "output=1"], "did you mean openai/gpt-5.4"],
    [["gpt-4o", "--usage", "outptu=1"], 'unknown meter "outptu"; did you mean output?'],
    [["gpt-4o", "--usage", "output"], '--usage expects METER=QUANTITY, found "output"'],
    [["gpt-4o", "--usage", "output=-1"], '--usage expects a number of 0 or more for output, found "-1"'],
    [["gpt-4o", "--usage", "output=1,output=2"], "--usage states output twice"],
    [["gpt-4o"], "estimate needs to know what is used"],
    [["--usage", "output=1"], "estimate needs a model"],
    [["gpt-4o", "--usage", "output=1", "--service-tier", "batsh"], 'unknown service tier "batsh"; did you mean batch?'],
    [
      ["gpt-4o", "--usage", "output=1", "--at", "yesterday"],
      '--at expects a date or a time in RFC 3339, found "yesterday"',
    ],
    [["gpt-4o", "--usage", "output=1", "--requests", "0"], "--requests expects a whole number from 1 to 9"],
    [
      ["gpt-4o", "--usage", "output=1", "--requests", "1000000000000000"],
      "--requests expects a whole number from 1 to",
    ],
    [
      ["gpt-4o", "--usage", "output=10,reasoning=20"],
      "--usage states reasoning=20 of an output of 10\n  output holds the reasoning tokens",
    ],
    [
      ["gpt-4o", "--usage", "uncached_input=1", "--input-file", "-"],
      "--input-file and --usage both state uncached_input",
    ],
  ])("%j exits 2 and says what is right", async (args, message) => {
    const { exit, out, err } = await runSmall(["estimate", ...args], { stdin: "x" });
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("never makes a usage of what is no usage", () => {
    const given = (usage: string) => ({
      arguments: ["m"],
      text: () => undefined,
      texts: () => [usage],
      flag: () => false,
    });
    fc.assert(
      fc.property(fc.string(), (usage) => {
        fc.pre(!/^(\s*[a-z_0-9]+\s*=\s*[0-9.eE+_]+\s*,?)+$/.test(usage));
        expect(() => readEstimateOptions(given(usage))).toThrow(/expects|unknown meter|needs to know/);
      }),
    );
  });
});
