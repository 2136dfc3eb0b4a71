import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CATALOG, type RunResult, run } from "./run.js";

const places: string[] = [];

afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

/** A working directory of its own with the small catalog in it. */
function workingCopy(): string {
  const cwd = mkdtempSync(join(tmpdir(), "aimodels-validate-"));
  places.push(cwd);
  cpSync(CATALOG, join(cwd, "catalog"), { recursive: true });
  return cwd;
}

function edit(cwd: string, file: string, change: (text: string) => string): void {
  const path = join(cwd, "catalog", file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`the edit changes nothing in ${file}`);
  writeFileSync(path, after);
}

function validate(cwd: string, ...args: string[]): Promise<RunResult> {
  return run(["validate", ...args], { cwd });
}

function git(cwd: string, ...args: string[]): void {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", ["-C", cwd, ...identity, ...args], { stdio: "ignore" });
}

/** The rules of the findings, each with its severity. */
function found({ out }: RunResult): string[] {
  return JSON.parse(out).findings.map((finding: Record<string, unknown>) => `${finding.severity} ${finding.rule}`);
}

const retired = (text: string): string =>
  text.replace("    status: active", "    status: active\n    retires_on: 2026-11-01");

describe("aimodels validate", () => {
  it("passes a catalog that keeps the rules", async () => {
    const { exit, out } = await validate(workingCopy());
    expect(out).toBe("catalog: ok: no errors, no warnings (18 offers, 13 models, 21 price sets)\n");
    expect(exit).toBe(0);
  });

  it("says how many prices rest on one source", async () => {
    const { err } = await validate(workingCopy());
    expect(err).toContain("1 of 21 price sets rest on one source");
  });

  it("fails for an error, and points at it", async () => {
    const cwd = workingCopy();
    edit(cwd, "providers/anthropic.yaml", (text) => text.replace("cache_read: 0.30", "cache_read: 3"));
    const { exit, out } = await validate(cwd, "--json");
    const { ok, counts, findings } = JSON.parse(out);
    const lines = readFileSync(join(cwd, "catalog/providers/anthropic.yaml"), "utf8").split("\n");
    const line = lines.findIndex((text) => text.includes("cache_read: 3")) + 1;
    expect({ exit, ok, errors: counts.errors }).toEqual({ exit: 1, ok: false, errors: 1 });
    expect(findings).toMatchObject([
      { rule: "cache-read-below-input", file: "catalog/providers/anthropic.yaml", line, column: 23, value: "3" },
    ]);
  });

  it("passes with a warning, and fails for it with --strict", async () => {
    const cwd = workingCopy();
    edit(cwd, "providers/anthropic.yaml", retired);
    expect((await validate(cwd)).exit).toBe(0);
    const strict = await validate(cwd, "--strict", "--json");
    expect(strict.exit).toBe(1);
    expect(found(strict)).toEqual(["warning retirement-passed"]);
  });

  it("checks as of the day of --at", async () => {
    const cwd = workingCopy();
    edit(cwd, "providers/anthropic.yaml", retired);
    const { out, err } = await validate(cwd, "--at", "2026-10-31", "--json");
    expect(JSON.parse(out).findings.filter((one: { rule: string }) => one.rule === "retirement-passed")).toEqual([]);
    expect(err).toContain("Checked as of 2026-10-31.");
  });

  it("makes broken YAML a finding and checks the other files all the same", async () => {
    const cwd = workingCopy();
    edit(cwd, "providers/deepseek.yaml", (text) => `${text}\n  - {id: [`);
    edit(cwd, "providers/anthropic.yaml", (text) => text.replace("cache_read: 0.30", "cache_read: 3"));
    const result = await validate(cwd, "--json");
    expect(result.exit).toBe(1);
    expect(found(result)).toContain("error yaml");
    expect(found(result)).toContain("error cache-read-below-input");
    expect(found(result)).not.toContain("error policy-references");
  });

  it("checks a compiled artefact, and points at the files it was made of", async () => {
    const cwd = workingCopy();
    edit(cwd, "providers/anthropic.yaml", retired);
    await run(["compile", "--out", "catalog.json"], { cwd });
    const { findings } = JSON.parse((await validate(cwd, "catalog.json", "--json")).out);
    expect(findings).toMatchObject([{ rule: "retirement-passed", file: "catalog/providers/anthropic.yaml" }]);
  });

  it("takes the catalog as an argument", async () => {
    const cwd = workingCopy();
    mkdirSync(join(cwd, "elsewhere"));
    const { exit, out } = await validate(join(cwd, "elsewhere"), "../catalog");
    expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringContaining("../catalog: ok") });
  });

  it("says that it checked the shipped catalog where a folder lacks its policy", async () => {
    const cwd = workingCopy();
    rmSync(join(cwd, "catalog/policy.yaml"));
    expect((await validate(cwd)).err).toContain("catalog/ holds no policy.yaml, so the shipped catalog was checked");
    expect((await validate(cwd, "catalog")).err).not.toContain("shipped");
  });

  it("refuses a place without a catalog as an input that cannot be read", async () => {
    const { exit, out, err } = await validate(workingCopy(), "nowhere");
    expect({ exit, out }).toEqual({ exit: 3, out: "" });
    expect(err).toContain("nowhere: expected a catalog directory");
  });

  it("refuses a day that is none", async () => {
    const { exit, err } = await validate(workingCopy(), "--at", "31.10.2026");
    expect(exit).toBe(2);
    expect(err).toContain('expected a day for --at, found "31.10.2026"');
  });

  it.each([
    ["sarif", '"version": "2.1.0"'],
    ["junit", "<testsuites"],
    ["github", "::warning file=catalog/providers/anthropic.yaml,line="],
  ])("writes %s", async (format, expected) => {
    const cwd = workingCopy();
    edit(cwd, "providers/anthropic.yaml", retired);
    expect((await validate(cwd, "--format", format)).out).toContain(expected);
  });
});

describe("aimodels validate --base", () => {
  function committed(): string {
    const cwd = workingCopy();
    git(cwd, "init", "--quiet");
    git(cwd, "add", ".");
    git(cwd, "commit", "--quiet", "--message", "first");
    return cwd;
  }

  it("finds nothing where nothing changed", async () => {
    const result = await validate(committed(), "--base", "HEAD", "--json");
    expect(found(result)).toEqual([]);
  });

  it("finds a price that was edited in place, and one that moved more than three times", async () => {
    const cwd = committed();
    const lower = (text: string): string => text.replace("uncached_input: 3\n", "uncached_input: 0.9\n");
    edit(cwd, "providers/anthropic.yaml", (text) => lower(text).replace("cache_read: 0.30", "cache_read: 0.09"));
    const rules = found(await validate(cwd, "--base", "HEAD", "--json"));
    expect(rules).toContain("warning edited-price");
    expect(rules.filter((rule) => rule === "error price-jump")).toHaveLength(2);
  });

  it("finds an offer that is gone", async () => {
    const cwd = committed();
    rmSync(join(cwd, "catalog/providers/bedrock.yaml"));
    expect(found(await validate(cwd, "--base", "HEAD", "--json"))).toContain("error removed-price");
  });

  it("has nothing to compare with where the catalog did not exist, and says so", async () => {
    const cwd = committed();
    git(cwd, "mv", "catalog", "prices");
    const { exit, err } = await validate(cwd, "prices", "--base", "HEAD");
    expect(exit).toBe(0);
    expect(err).toContain("There was no catalog at prices in HEAD: nothing to compare.");
  });

  it("reads a catalog that is the root of its repository", async () => {
    const cwd = committed();
    git(join(cwd, "catalog"), "init", "--quiet");
    git(join(cwd, "catalog"), "add", ".");
    git(join(cwd, "catalog"), "commit", "--quiet", "--message", "first");
    edit(cwd, "providers/anthropic.yaml", (text) => text.replace("cache_read: 0.30", "cache_read: 0.31"));
    expect(found(await validate(cwd, "--base", "HEAD", "--json"))).toEqual(["warning edited-price"]);
  });

  it.each(["no-such-branch", "--output=x", "HEAD:catalog"])("refuses %j, which is no revision", async (revision) => {
    const { exit, err } = await validate(committed(), `--base=${revision}`);
    expect(exit).toBe(3);
    expect(err).toContain(`git knows no revision ${JSON.stringify(revision)}`);
  });

  it("refuses an artefact, which git knows nothing of", async () => {
    const cwd = committed();
    await run(["compile", "--out", "catalog.json"], { cwd });
    const { exit, err } = await validate(cwd, "catalog.json", "--base", "HEAD");
    expect(exit).toBe(2);
    expect(err).toContain("--base compares a catalog directory, and catalog.json is a file");
  });

  it("refuses a catalog outside git", async () => {
    const { exit, err } = await validate(workingCopy(), "--base", "HEAD");
    expect(exit).toBe(3);
    expect(err).toContain("expected catalog to lie in a git repository");
  });
});
