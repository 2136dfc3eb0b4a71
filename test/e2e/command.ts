import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const LAUNCHER = resolve("bin/aimodels.js");

export interface Answer {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command in a folder, with none of this machine's own settings of aimodels. */
export function aimodels(cwd: string, ...args: readonly string[]): Answer {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("AIMODELS_"));
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...Object.fromEntries(environment), NO_COLOR: "1" },
    input: "",
  });
  return { exit: status, out: stdout, err: stderr };
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "aimodels-e2e-"));
}
