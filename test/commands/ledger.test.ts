import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../files/temporary-folder.js";
import { CATALOG, type RunResult, run } from "./run.js";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function ledger(...args: readonly string[]): Promise<RunResult> {
  return run(["ledger", ...args], { cwd: folder, env: { AIMODELS_CATALOG: resolve(CATALOG) } });
}

async function json(...args: readonly string[]) {
  const { exit, out } = await ledger(...args, "--json");
  return { exit, ...JSON.parse(out) };
}

function file(name: string, content: string | Uint8Array): string {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), content);
  return name;
}

const GOOD = {
  id: "req_1",
  time: "2026-10-03T12:34:56.789Z",
  provider: "openai",
  model: "gpt-4o-2024-08-06",
  usage: { uncached_input: 400, cache_read: 800, output: 50 },
};

function record(facts: Readonly<Record<string, unknown>> = {}): string {
  return `${JSON.stringify({ ...GOOD, ...facts })}\n`;
}

describe("ledger import", () => {
  it("answers with counts by file that add up, and every problem with its line and reason", async () => {
    const lines = [
      record(),
      record({ id: "req_2" }),
      '{"id": "req_3", "time": \n',
      record({ id: "req_4", usage: { output: 7, ouput: 1 } }),
      record(),
      record({ usage: { uncached_input: 401, cache_read: 800, output: 50 } }),
    ].join("");
    const answer = await json("import", file("usage.jsonl", lines));
    const counts = { read: 6, inserted: 2, existing: 1, conflicts: 1, rejected: 2, skipped: 0 };
    const sha256 = createHash("sha256").update(lines).digest("hex");
    expect(answer).toEqual({
      exit: 1,
      schema: "aimodels/ledger-import/v1",
      ...counts,
      rejected_tokens: "7",
      files: [{ path: "usage.jsonl", sha256, format: "usage", ...counts, skipped_reasons: [] }],
      problems: [
        { file: "usage.jsonl", line: 3, kind: "rejected", reason: expect.stringMatching(/cut off/) },
        { file: "usage.jsonl", line: 4, kind: "rejected", reason: expect.stringMatching(/did you mean output/) },
        { file: "usage.jsonl", line: 6, kind: "conflict", reason: expect.stringMatching(/stored 400, found 401/) },
      ],
    });
  });

  it("changes nothing the second time", async () => {
    file("usage.jsonl", record() + record({ id: "req_2" }));
    expect(await json("import", "usage.jsonl")).toMatchObject({ exit: 0, inserted: 2, existing: 0 });
    expect(await json("import", "usage.jsonl")).toMatchObject({ exit: 0, inserted: 0, existing: 2, problems: [] });
  });

  it("reads folders, compressed files and standard input, and says what became of each", async () => {
    file("logs/b.jsonl.gz", gzipSync(record({ id: "b" })));
    file("logs/deep/a.json", `[${record({ id: "a" })}]`);
    file("logs/notes.md", "# no log");
    const answer = await run(["ledger", "import", "logs", "-", "--json"], {
      cwd: folder,
      env: { AIMODELS_CATALOG: resolve(CATALOG) },
      stdin: record({ id: "c" }),
    });
    expect(JSON.parse(answer.out)).toMatchObject({
      inserted: 3,
      files: [
        { path: "logs/b.jsonl.gz", inserted: 1 },
        { path: "logs/deep/a.json", inserted: 1 },
        { path: "-", inserted: 1 },
      ],
    });
  });

  it("reads the project's own CSV, and providers by their other names in the catalog", async () => {
    const table = "id,time,provider,model,uncached_input,output\nr1,2026-10-03T12:00:00Z,OpenAI,gpt-5.4,400,50\n";
    expect(await json("import", file("usage.csv", table))).toMatchObject({ exit: 0, inserted: 1 });
  });

  it("takes what a session log says later of a message as its correction, and skips what is no usage", async () => {
    const lines = readFileSync("test/fixtures/usage/claude-code.jsonl", "utf8");
    const answer = await json("import", file("session.jsonl", lines));
    expect(answer.files[0].format).toBe("claude-code");
    expect(answer.read).toBe(answer.inserted + answer.existing + answer.conflicts + answer.rejected);
    expect(answer.skipped).toBeGreaterThan(0);
    const again = await json("import", "session.jsonl");
    expect(again).toMatchObject({ exit: answer.exit, read: answer.read, inserted: 0 });
    expect(await json("verify")).toMatchObject({ exit: 0, ok: true });
  });

  it("says which record of a document is meant, since its line is the document's", async () => {
    const records = [record(), record({ provider: "nobody" }), record({ model: "o3" })].join(",");
    const { problems } = await json("import", file("usage.json", `[${records}]`));
    expect(problems.map(({ reason }: { reason: string }) => reason)).toEqual([
      expect.stringMatching(/^record 2: unknown provider/),
      expect.stringMatching(/^record 3: the ledger holds this id/),
    ]);
  });

  it("knows a log whose first records are long and none of its usage", async () => {
    const note = `${JSON.stringify({ type: "summary", text: "x".repeat(200_000) })}\n`;
    expect(await json("import", file("log.jsonl", note + note + record()))).toMatchObject({ inserted: 1, rejected: 2 });
  });

  it("brings the good files in when another cannot be read", async () => {
    file("a.csv", "day,amount\n2026-10-01,1\n");
    file("b.jsonl", record());
    const answer = await json("import", "a.csv", "b.jsonl");
    expect(answer).toMatchObject({ exit: 1, inserted: 1 });
    expect(answer.problems).toEqual([
      {
        file: "a.csv",
        line: 1,
        kind: "unreadable",
        reason: expect.stringMatching(/columns day, amount.*known are usage/),
      },
    ]);
  });

  it.each([
    ["a file that is not there", () => "usages.jsonl", /usages\.jsonl: expected a file, found nothing of that name/],
    ["a table of another kind", () => file("invoice.csv", "day,amount\n1,2\n"), /a table with the columns day, amount/],
    ["JSON of another kind", () => file("x.json", '{"hello": 1}'), /records with the keys hello/],
    ["a workbook", () => file("x.csv", "PK\u{3}\u{4}"), /Excel workbook.*\n.*CSV/],
  ])("exits 3 and makes no ledger for %s", async (_, name, message) => {
    const { exit, out, err } = await ledger("import", name());
    expect([exit, out]).toEqual([3, ""]);
    expect(err).toMatch(message);
    expect((await ledger("stats")).exit).toBe(3);
  });

  it("exits 3 with the answer when no record of a known log is understood", async () => {
    const answer = await json("import", file("usage.jsonl", record({ provider: "nobody" })));
    expect(answer).toMatchObject({ exit: 3, read: 1, rejected: 1, rejected_tokens: "1250" });
  });

  it("never shows or keeps a secret that a log holds", async () => {
    const secret = "sk-proj-abcdefghijklmnop0123456789";
    file("usage.jsonl", `${record({ api_key: secret })}{"id":"x","key": ${secret}}\n`);
    const imported = await ledger("import", "usage.jsonl", "--json");
    const exported = await ledger("export");
    const stored = readFileSync(join(folder, "aimodels.db"), "latin1");
    for (const text of [imported.out, imported.err, exported.out, stored])
      expect(text).not.toContain(secret.slice(0, -4));
    expect(exported.out).toContain("6789");
  });

  it("tells a person in a sentence, a table and the problems what happened", async () => {
    file("usage.jsonl", record() + record({ id: "\u{1b}[31m", time: "yesterday" }));
    const { out } = await ledger("import", "usage.jsonl");
    expect(out).toMatch(/^1 event is new in the ledger, 1 was rejected \(1,250 tokens that no total holds\)\.\n/);
    expect(out).toMatch(/^usage\.jsonl +usage +2 +1 +0 +0 +1 +0$/m);
    expect(out).toMatch(/^usage\.jsonl:2: rejected: .*yesterday/m);
    expect(out).not.toContain("\u{1b}");
  });

  it("wants a file, and a kind of log that there is", async () => {
    expect(await ledger("import")).toMatchObject({ exit: 2 });
    const { exit, err } = await ledger("import", "x", "--from", "claude_code");
    expect([exit, err]).toEqual([2, expect.stringMatching(/did you mean claude-code/)]);
  });
});

describe("ledger stats, verify and export", () => {
  beforeEach(async () => {
    file("usage.jsonl", record() + record({ id: "req_2", time: "2026-10-05T00:00:00Z", source: "gateway" }));
    await ledger("import", "usage.jsonl");
  });

  it("say what the ledger holds and that it is sound", async () => {
    expect(await json("stats")).toEqual({
      exit: 0,
      schema: "aimodels/ledger-stats/v1",
      ...{ events: 2, corrections: 0, conflicts: 0 },
      ...{ first: "2026-10-03T12:34:56.789Z", through: "2026-10-05T00:00:00Z" },
      providers: [
        { provider: "openai", source: "gateway", events: 1 },
        { provider: "openai", source: "usage", events: 1 },
      ],
    });
    expect((await ledger("stats")).out).toMatch(/^all +2$/m);
    expect(await json("verify")).toEqual({ exit: 0, schema: "aimodels/ledger-verify/v1", ok: true, differences: [] });
  });

  it("write records that make an equal ledger elsewhere, for a time and a provider", async () => {
    const all = (await ledger("export")).out;
    file("again.jsonl", all);
    expect(await json("import", "again.jsonl", "--ledger", "other.db")).toMatchObject({ exit: 0, inserted: 2 });
    expect((await ledger("export", "--ledger", "other.db")).out).toBe(all);
    expect(all.split("\n")[0]).toContain('"id":"req_1"');
    expect((await ledger("export", "--since", "2026-10-04")).out).toContain("req_2");
    expect((await ledger("export", "--until", "2026-10-04T00:07:00Z")).out).not.toContain("req_2");
    expect((await ledger("export", "--provider", "anthropic")).out).toBe("");
    expect(await ledger("export", "--since", "october")).toMatchObject({ exit: 2 });
  });

  it("exit 1 from verify when totals are not what the events come to", async () => {
    const { default: Sqlite } = await import("better-sqlite3");
    const db = new Sqlite(join(folder, "aimodels.db"));
    db.exec("UPDATE total SET events = 7 WHERE series = 1");
    db.close();
    const { exit, out } = await ledger("verify");
    expect(exit).toBe(1);
    expect(out).toMatch(/not sound:\n.*the events sum to 1 events.*the total says 7 events/);
  });
});

describe("ledger correct", () => {
  beforeEach(async () => {
    await ledger("import", file("usage.jsonl", record() + record({ id: "req_2" })));
  });

  const identity = ["--source", "usage", "--id", "req_1", "--reason", "cached tokens were missing"];

  it("replaces an event by a record, and voids one", async () => {
    file("right.json", record({ usage: { cache_read: 1200, output: 50 } }));
    expect(await json("correct", "right.json", ...identity)).toEqual({
      exit: 0,
      schema: "aimodels/ledger-correct/v1",
      ...{ source: "usage", id: "req_1", correction: "replaced", reason: "cached tokens were missing" },
    });
    expect((await ledger("export")).out).toContain('"usage":{"cache_read":1200,"output":50}');
    expect(await json("correct", ...identity, "--void")).toMatchObject({ exit: 0, correction: "voided" });
    expect((await ledger("export")).out).not.toContain("req_1");
    expect(await json("stats")).toMatchObject({ events: 1, corrections: 2 });
    expect(await json("verify")).toMatchObject({ ok: true });
  });

  it.each([
    ["neither a record nor --void", identity, 2, /--void/],
    ["both", ["right.json", "--void", ...identity], 2, /either/],
    ["no reason", ["--void", "--source", "usage", "--id", "req_1"], 2, /--reason is missing/],
    ["an event that is not there", ["--void", ...identity, "--id", "req_9"], 3, /found none/],
    ["a record that is none", ["bad.json", ...identity], 3, /expected one usage record/],
    ["a record of another id", ["other.json", ...identity], 3, /source usage and the id req_2/],
  ])("refuses %s", async (_, args, code, message) => {
    file("right.json", record());
    file("bad.json", record({ usage: 7 }));
    file("other.json", record({ id: "req_2" }));
    const { exit, err } = await ledger("correct", ...args);
    expect(err).toMatch(message);
    expect(exit).toBe(code);
  });
});
