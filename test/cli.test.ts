import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { main } from "../src/cli.js";
import { COMMANDS } from "../src/commands/table.js";
import { CATALOG, type RunOptions, run, runSmall } from "./commands/run.js";

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "aimodels-cli-"));
}

describe("aimodels alone", () => {
  it("prints the jobs, each with an example, and exits 0", async () => {
    const { exit, out, err } = await run([]);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toContain("aimodels validate");
    expect(out).toContain("aimodels ledger import usage.jsonl");
    expect(out).toContain("aimodels reconcile invoice.csv");
    expect(out).toContain("aimodels estimate openai/gpt-5.4 --usage uncached_input=1000,output=500");
  });

  it("lists the commands of a group with its --help", async () => {
    const { exit, out } = await run(["ledger", "--help"]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^ {2}ledger import +\S/m);
    expect(out).not.toMatch(/^ {2}list /m);
  });

  it("lists its commands with --help", async () => {
    const { exit, out } = await run(["--help"]);
    expect(exit).toBe(0);
    for (const name of Object.keys(COMMANDS)) expect(out).toMatch(new RegExp(`^  ${name} +\\S`, "m"));
  });
});

describe("every command", () => {
  it.each(Object.keys(COMMANDS))("%s has help with an example and its exit codes", async (name) => {
    const { exit, out } = await run([...name.split(" "), "--help"]);
    expect(exit).toBe(0);
    expect(out).toContain(`$ aimodels ${name}`);
    expect(out).toMatch(/Exit codes:\n(.*\n)* +0 {2}\S(.*\n)* +2 {2}the command was used wrongly/);
    expect(out).toContain("--catalog <PATH>");
  });

  it.each(Object.keys(COMMANDS))("%s goes by the name that it is found under", async (name) => {
    expect((await COMMANDS[name]?.())?.name).toBe(name);
  });

  it("takes the options of all before its name and after it", async () => {
    const before = await run(["--catalog", CATALOG, "--json", "list", "--provider", "deepseek"]);
    const after = await run(["list", "--provider", "deepseek", "--json", "--catalog", CATALOG]);
    expect(before).toEqual(after);
    expect(JSON.parse(before.out).models).toHaveLength(2);
  });

  it("finds its help also by `help COMMAND`", async () => {
    expect(await run(["help", "estimate"])).toEqual(await run(["estimate", "--help"]));
  });
});

describe("a slip of the fingers", () => {
  it.each([
    [["estimat", "x"], 'unknown command "estimat"; did you mean estimate?'],
    [["ledger"], "aimodels ledger needs one of its commands\n  they are aimodels ledger import, "],
    [["ledger", "imprt", "x.jsonl"], 'unknown command "ledger imprt"; did you mean ledger import'],
    [["ledger", "zzz"], 'unknown command "ledger zzz"\n  they are aimodels ledger import'],
    [["lits", "--help"], 'unknown command "lits"; did you mean list?'],
    [["list", "--provder", "openai"], "unknown option '--provder'; did you mean --provider?"],
    [["list", "--type", "embeding"], '--type does not take "embeding"; did you mean embedding?'],
    [
      ["list", "--format", "jsn"],
      'aimodels list does not write the format "jsn"; did you mean json?\n  its formats are table, json, csv',
    ],
    [["list", "--format", "csv", "--json"], "--json and --format csv contradict each other"],
    [["list", "openai"], "too many arguments. Expected 0 arguments but got 1"],
    [["show"], "missing required argument 'MODEL'"],
    [["--quiet"], "expected a command, found only --quiet"],
    [["list", "--catalog"], "option '--catalog <PATH>' argument missing"],
  ])("%j is a wrong use, and is told what is right", async (args, message) => {
    const { exit, out, err } = await run(args);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});

describe("the answer", () => {
  it("has no colour where NO_COLOR, --no-color or a pipe says so", async () => {
    const list = ["list", "--status", "deprecated"];
    expect((await runSmall(list, { terminal: 100 })).out).toContain("\u001b[33mdeprecated\u001b[39m");
    const plain = [
      await runSmall(list, { terminal: 100, env: { NO_COLOR: "1" } }),
      await runSmall([...list, "--no-color"], { terminal: 100 }),
      await runSmall(list),
    ];
    expect(plain.map(({ out }) => out.includes("\u001b"))).toEqual([false, false, false]);
  });

  it("goes to --out whole, and standard output stays empty", async () => {
    const folder = emptyFolder();
    const file = join(folder, "models.json");
    writeFileSync(file, "before");
    const { exit, out } = await runSmall(["list", "--json", "--out", file]);
    expect([exit, out]).toEqual([0, ""]);
    expect(JSON.parse(readFileSync(file, "utf8")).schema).toBe("aimodels/list/v1");
    expect(readdirSync(folder)).toEqual(["models.json"]);
  });

  it("follows a link to the file that it replaces", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "real.json"), "before");
    symlinkSync("real.json", join(folder, "link.json"));
    await runSmall(["list", "--json", "--out", join(folder, "link.json")]);
    expect(JSON.parse(readFileSync(join(folder, "real.json"), "utf8")).schema).toBe("aimodels/list/v1");
  });

  it("goes to standard output for --out -", async () => {
    expect((await runSmall(["list", "--json", "--out", "-"])).out).toContain('"aimodels/list/v1"');
  });

  it("that cannot be written leaves what was there, and exits 3", async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "taken"));
    for (const place of ["taken", "no/such/folder/x.json"]) {
      const { exit, err } = await runSmall(["list", "--json", "--out", join(folder, place)]);
      expect(exit).toBe(3);
      expect(err).toContain(`cannot write ${join(folder, place)}: it`);
      expect(err).not.toContain(".partial");
    }
    expect(readdirSync(folder)).toEqual(["taken"]);
  });

  it("ends quietly when nobody reads on", async () => {
    const closed = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" })),
    }).on("error", () => {});
    const errors: string[] = [];
    const stderr = new Writable({
      write(chunk: Buffer, _encoding, done) {
        errors.push(chunk.toString());
        done();
      },
    });
    const io = { stdin: process.stdin, stdout: closed, stderr, env: {}, cwd: process.cwd(), now: 0 };
    expect(await main(["list", "--catalog", CATALOG], io)).toBe(0);
    expect(errors).toEqual([]);
  });
});

describe("notes", () => {
  it("go to standard error, and --quiet leaves them out", async () => {
    const args = ["estimate", "claude-haiku-4-5", "--input-file", "-"];
    const loud = await runSmall(args, { stdin: "Hello" });
    const quiet = await runSmall([...args, "--quiet"], { stdin: "Hello" });
    expect(loud.err).toContain("approximate");
    expect(quiet.err).toBe("");
    expect(quiet.out).toBe(loud.out);
  });
});

async function providersOf(args: string[], options: RunOptions): Promise<string[]> {
  const { models } = JSON.parse((await run(["list", "--json", ...args], options)).out);
  return [...new Set<string>(models.map((model: { provider: string }) => model.provider))];
}

describe("the catalog", () => {
  it("is the one of --catalog, else of $AIMODELS_CATALOG, else ./catalog where that holds policy.yaml", async () => {
    const folder = emptyFolder();
    cpSync(CATALOG, join(folder, "catalog"), { recursive: true });
    rmSync(join(folder, "catalog", "providers", "deepseek.yaml"));
    cpSync(CATALOG, join(folder, "whole"), { recursive: true });
    const whole = await providersOf(["--catalog", "whole"], { cwd: folder });
    expect(whole).toEqual(["openai", "anthropic", "bedrock", "deepseek"]);
    expect(await providersOf([], { cwd: folder, env: { AIMODELS_CATALOG: "whole" } })).toEqual(whole);
    expect(await providersOf([], { cwd: folder })).toEqual(["openai", "anthropic", "bedrock"]);
  });

  it("that is not there is an input that cannot be read, with a near name", async () => {
    const { exit, out, err } = await run(["list", "--catalog", "catalogue"]);
    expect([exit, out]).toEqual([3, ""]);
    expect(err).toContain("catalogue");
  });

  it("is laid over by --overlay, else by $AIMODELS_OVERLAY, and its foot says so", async () => {
    const overlay = emptyFolder();
    mkdirSync(join(overlay, "providers"));
    const agreed = [
      "provider: openai",
      "offers:",
      "  - id: gpt-4o",
      "    prices:",
      "      - {from: 2026-01-01, currency: USD, source: https://example.com/contract, checked: 2026-01-01, discount: 0.9}",
    ];
    writeFileSync(join(overlay, "providers", "openai.yaml"), `${agreed.join("\n")}\n`);
    const args = ["estimate", "openai/gpt-4o", "--usage", "uncached_input=1000000"];
    const given = await runSmall([...args, "--overlay", overlay]);
    expect(given.out).toMatch(/^uncached_input .* 2\.25$/m);
    expect(given.out.replaceAll("\n", " ")).toContain(`with ${overlay} laid over it`);
    expect(await runSmall(args, { env: { AIMODELS_OVERLAY: overlay } })).toEqual(given);
  });

  it("with errors is refused, with its first findings and what shows the rest", async () => {
    const folder = emptyFolder();
    cpSync(CATALOG, folder, { recursive: true });
    const file = join(folder, "providers", "openai.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("pricing_url:", "pricing_urrl:"));
    const { exit, out, err } = await run(["list", "--catalog", folder]);
    expect([exit, out]).toEqual([3, ""]);
    expect(err).toContain("openai.yaml:4");
    expect(err).toContain(`aimodels validate ${folder} shows what to do`);
    const over = await runSmall(["list", "--overlay", folder]);
    expect(over.err).toContain(`aimodels validate ${CATALOG} --overlay ${folder} shows what to do`);
  });
});
