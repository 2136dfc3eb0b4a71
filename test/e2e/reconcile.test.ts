import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { aimodels, emptyFolder } from "./command.js";

const OPENAI = resolve("examples/invoices/cost_2026-10-01_2026-10-31.csv");
const ANTHROPIC = ["claude_api_cost_2026_10.csv", "claude_api_tokens_2026_10.csv"].map((name) =>
  resolve("examples/invoices", name),
);

interface Found {
  readonly cause: string;
  readonly step: string;
  readonly amount: string;
}

function breaksOf(out: string): string[] {
  const [statement] = JSON.parse(out).statements;
  return statement.breaks.map(({ cause, step, amount }: Found) => `${cause} ${step} ${amount}`);
}

function folderWithLedger(): string {
  const folder = emptyFolder();
  const { exit } = aimodels(folder, "ledger", "import", resolve("examples/logs"));
  expect(exit).toBe(0);
  return folder;
}

describe("reconcile", () => {
  it("answers in an empty folder: checks the rates, says that quantities were not, and what to run next", () => {
    const folder = emptyFolder();
    copyFileSync(OPENAI, join(folder, "cost.csv"));
    const { exit, out } = aimodels(folder, "reconcile", "cost.csv");
    expect(exit).toBe(1);
    expect(out.replace(/\s+/g, " ")).toContain("Quantities were not checked: there is no ledger.");
    expect(out).toContain("aimodels ledger import");
    expect(existsSync(join(folder, "aimodels.db"))).toBe(false);
  });

  it("refuses a ledger that was named and does not exist", () => {
    const { exit, err } = aimodels(emptyFolder(), "reconcile", OPENAI, "--ledger", "nowhere.db");
    expect(exit).toBe(3);
    expect(err).toContain("nowhere.db");
  });

  it("names each planted break of a month of OpenAI, with its exact amount, and adds up", () => {
    const { exit, out } = aimodels(folderWithLedger(), "reconcile", OPENAI, "--json");
    expect(exit).toBe(1);
    expect(breaksOf(out).map((found) => found.split(" ")[0])).toEqual(
      expect.arrayContaining(["batch_rate", "missing_key", "missing_period", "unmapped_sku"]),
    );
    const [statement] = JSON.parse(out).statements;
    const credit = statement.bridge.find((line: { step: string }) => line.step === "credit");
    expect(credit.amount).toBe("-25");
  });

  it("finds one-hour cache writes that the ledger took for five-minute ones, and events recorded twice", () => {
    const { exit, out } = aimodels(folderWithLedger(), "reconcile", ...ANTHROPIC, "--json");
    expect(exit).toBe(1);
    expect(breaksOf(out).map((found) => found.split(" ").slice(0, 2).join(" "))).toEqual([
      "cache_lifetime_rate rate_variance",
      "duplicate_events quantity_variance",
    ]);
  });

  it("says what an unknown file's header was and which formats are known", () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "notes.csv"), "day,who,what\n2026-10-01,a,b\n");
    const { exit, err } = aimodels(folder, "reconcile", "notes.csv");
    expect(exit).toBe(3);
    expect(err).toContain("notes.csv:1");
    expect(err).toContain("openai-cost-csv");
    expect(err).toContain("day");
  });

  it("counts a file given twice once, and refuses two files that bill the same", () => {
    const folder = emptyFolder();
    copyFileSync(OPENAI, join(folder, "a.csv"));
    copyFileSync(OPENAI, join(folder, "b.csv"));
    expect(aimodels(folder, "reconcile", "a.csv", "b.csv").err).toContain("counts once");
    const [header = "", ...rows] = readFileSync(OPENAI, "utf8").trimEnd().split("\n");
    writeFileSync(join(folder, "b.csv"), `${[header, ...rows.slice(0, 40)].join("\n")}\n`);
    const { exit, err } = aimodels(folder, "reconcile", "a.csv", "b.csv");
    expect(exit).toBe(3);
    expect(err).toContain("--add");
  });

  it("answers in every format, and two runs of the same question give the same bytes", () => {
    const folder = folderWithLedger();
    for (const format of ["table", "json", "csv", "md"]) {
      const [first, second] = [1, 2].map(() => aimodels(folder, "reconcile", OPENAI, "--format", format).out);
      expect(first).toBe(second);
      expect(first?.length).toBeGreaterThan(500);
    }
  });
});
