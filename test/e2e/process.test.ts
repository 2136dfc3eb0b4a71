import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const LAUNCHER = resolve("bin/aimodels.js");

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly err: string;
}

/** Runs the built command, and `during` while it runs; resolves to how it ended. */
function launch(args: readonly string[], during: (child: ChildProcessWithoutNullStreams) => void): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args]);
    let err = "";
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.stdin.on("error", () => {});
    child.on("close", (code, signal) => done({ code, signal, err }));
    during(child);
  });
}

/** Prints every module that is asked for to standard error. */
const TELL_IMPORTS = `data:text/javascript,${encodeURIComponent(`
  import { register } from "node:module";
  register("data:text/javascript," + encodeURIComponent(\`
    import { writeSync } from "node:fs";
    export function resolve(specifier, context, next) {
      writeSync(2, specifier + "\\\\n");
      return next(specifier, context);
    }\`));
`)}`;

describe("the process", () => {
  it("ends quietly when the reader of its answer leaves", async () => {
    const ended = await launch(["list", "--json"], (child) => child.stdout.destroy());
    expect(ended).toEqual({ code: 0, signal: null, err: "" });
  });

  it("exits 130 when it is interrupted", async () => {
    const moreThanAPipeHolds = Buffer.alloc(1_000_000, "a\n");
    const ended = await launch(["estimate", "openai/gpt-5.4", "--input-file", "-"], (child) => {
      // Once all of it has left our side, the command is reading, and waits for the end that never comes.
      child.stdin.write(moreThanAPipeHolds, () => child.kill("SIGINT"));
    });
    expect(ended).toEqual({ code: 130, signal: null, err: "" });
  });

  it("lists the shipped catalog without loading what only reads YAML, asks questions or opens ledgers", () => {
    const cwd = mkdtempSync(join(tmpdir(), "aimodels-process-"));
    const args = ["--import", TELL_IMPORTS, LAUNCHER, "list", "--json"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).models.length).toBeGreaterThanOrEqual(250);
    const packages = stderr.split("\n").filter((name) => /^[a-z@]/.test(name) && !/^(node|file|data):/.test(name));
    expect(packages).toContain("commander");
    for (const heavy of ["yaml", "zod", "better-sqlite3", "gpt-tokenizer", "string-width"]) {
      expect(packages.filter((name) => name === heavy || name.startsWith(`${heavy}/`))).toEqual([]);
    }
  });
});
