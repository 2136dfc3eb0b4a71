import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);

/** A path of this package. */
export function fromRoot(path) {
  return fileURLToPath(new URL(path, root));
}

export const CLI = fromRoot("bin/aimodels.js");

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Calls `use` with a folder of the temporary directory that is gone afterwards, whatever happens. */
export async function inTempFolder(use) {
  const folder = await mkdtemp(join(tmpdir(), "aimodels-bench-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs Node with these arguments: wall time, exit code and standard output. Everything else of it goes nowhere. */
export async function runNode(args, { cwd, env = {} } = {}) {
  const started = performance.now();
  const options = { cwd, env: { ...process.env, NO_COLOR: "1", ...env }, stdio: ["ignore", "pipe", "pipe"] };
  const child = spawn(process.execPath, args, options);
  const [stdout, stderr, exit] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended(child)]);
  return { seconds: (performance.now() - started) / 1000, exit, stdout, stderr };
}

/** The same, and the most memory that the process ever held, in bytes. */
export async function runMeasured(args, folder) {
  const report = join(folder, "memory.txt");
  const preload = new URL("report-memory.mjs", import.meta.url).href;
  const run = await runNode(["--import", preload, ...args], { cwd: folder, env: { BENCH_MEMORY_REPORT: report } });
  const bytes = Number(await readFile(report, "utf8"));
  await rm(report);
  return { ...run, bytes };
}

/** Runs each of the commands in turn, as often as asked, so that a busy moment of the machine falls on all alike. */
export async function inTurn(times, commands) {
  const runs = commands.map(() => []);
  for (let time = 0; time < times; time += 1) {
    for (const [place, command] of commands.entries()) runs[place].push(await command());
  }
  return runs;
}

/** Throws unless it holds: a figure of a command that did not do its work is worth nothing. */
export function insist(holds, what) {
  if (!holds) throw new Error(`the bench did not measure what it should: ${what}`);
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
}

async function textOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
