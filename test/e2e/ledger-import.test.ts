import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { aimodels, emptyFolder } from "./command.js";

const MINUTE = 60_000;
/** Events that the import commits at a time. */
const BATCH = 10_000;

/** One record a line, with ids from `first` on, over some days. */
function logLines(first: number, count: number): string {
  const lines = Array.from({ length: count }, (_, n) => {
    const number = first + n;
    const time = new Date(Date.parse("2026-10-01T00:00:00Z") + (number % 5000) * 60_000).toISOString();
    const usage = `{"uncached_input":${400 + (number % 90)},"output":${10 + (number % 7)}}`;
    return `{"id":"req_${number * 7919}","time":"${time}","provider":"openai","model":"gpt-5.4","usage":${usage}}\n`;
  });
  return lines.join("");
}

function startImport(folder: string, file: string): ChildProcess {
  const args = [resolve("bin/aimodels.js"), "ledger", "import", file, "--json"];
  return spawn(process.execPath, args, { cwd: folder, stdio: "ignore" });
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => child.once("exit", done));
}

function eventsIn(folder: string): number {
  const path = join(folder, "aimodels.db");
  if (!existsSync(path)) return 0;
  const db = new Sqlite(path, { timeout: MINUTE });
  try {
    return db.prepare<[], number>("SELECT count(*) FROM event").pluck().get() ?? 0;
  } catch {
    return 0; // the file is there and its tables are not yet
  } finally {
    db.close();
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("ledger import, in processes of its own", () => {
  it("succeeds in several at once that make one new ledger and share a part of their events", {
    timeout: MINUTE,
  }, async () => {
    const folder = emptyFolder();
    const starts = [0, 6000, 12_000, 18_000];
    for (const start of starts) writeFileSync(join(folder, `${start}.jsonl`), logLines(start, BATCH));
    const exits = await Promise.all(starts.map((start) => exitOf(startImport(folder, `${start}.jsonl`))));
    expect(exits).toEqual([0, 0, 0, 0]);
    expect(eventsIn(folder)).toBe(18_000 + BATCH);
    expect(aimodels(folder, "ledger", "verify")).toMatchObject({ exit: 0, out: expect.stringMatching(/is sound/) });
  });

  it.each([
    ["killed", "SIGKILL", null],
    ["interrupted", "SIGINT", 130],
  ] as const)(
    "leaves whole batches when it is %s, and is completed by running it again",
    { timeout: MINUTE },
    async (_, signal, code) => {
      const folder = emptyFolder();
      const count = 12 * BATCH;
      writeFileSync(join(folder, "usage.jsonl"), logLines(0, count));
      const child = startImport(folder, "usage.jsonl");
      const exited = exitOf(child);
      await until(() => eventsIn(folder) > 0 || child.exitCode !== null);
      child.kill(signal);
      expect(await exited).toBe(code);
      const left = eventsIn(folder);
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThan(count);
      expect(left % BATCH).toBe(0);
      expect(aimodels(folder, "ledger", "verify")).toMatchObject({ exit: 0 });
      const again = aimodels(folder, "ledger", "import", "usage.jsonl", "--json");
      expect(JSON.parse(again.out)).toMatchObject({
        read: count,
        inserted: count - left,
        existing: left,
        conflicts: 0,
      });
      expect(aimodels(folder, "ledger", "verify")).toMatchObject({ exit: 0 });
      expect(eventsIn(folder)).toBe(count);
    },
  );

  it("reads a large file in a thread of its own, with the lines of what is wrong in it", { timeout: MINUTE }, () => {
    const folder = emptyFolder();
    const lines = logLines(0, 8 * BATCH);
    writeFileSync(
      join(folder, "usage.jsonl"),
      `${lines}{"id":"cut off","time":\n${logLines(0, 1).replace(":400", ":401")}`,
    );
    expect(Buffer.byteLength(lines)).toBeGreaterThan(8 * 1024 * 1024);
    const { exit, out } = aimodels(folder, "ledger", "import", "usage.jsonl", "--json");
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ...{ read: 8 * BATCH + 2, inserted: 8 * BATCH, conflicts: 1, rejected: 1 },
      problems: [
        { file: "usage.jsonl", line: 8 * BATCH + 1, kind: "rejected" },
        { file: "usage.jsonl", line: 8 * BATCH + 2, kind: "conflict" },
      ],
    });
  });
});
