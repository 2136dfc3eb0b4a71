// The main job on a month of real-shaped data: import usage logs into a fresh ledger, hold two providers' invoices against it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const examples = dirname(fileURLToPath(import.meta.url));
const root = join(examples, "..");
const scratch = mkdtempSync(join(tmpdir(), "aimodels-demo-"));
const environment = {
  ...process.env,
  AIMODELS_LEDGER: join(scratch, "aimodels.db"),
  AIMODELS_CATALOG: join(root, "catalog"),
};

/** Runs one command as a user would, in the folder of the project, and shows what it answers. */
function run(...args) {
  process.stdout.write(`$ aimodels ${args.join(" ")}\n\n`);
  const command = join(root, "bin", "aimodels.js");
  const { status, stdout } = spawnSync(process.execPath, [command, ...args], {
    cwd: root,
    env: environment,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.stdout.write(`${stdout}\n`);
  return status;
}

const FOUND = 1;
try {
  const imported = run("ledger", "import", "examples/logs");
  const openai = run("reconcile", "examples/invoices/cost_2026-10-01_2026-10-31.csv");
  const anthropic = run(
    "reconcile",
    "examples/invoices/claude_api_cost_2026_10.csv",
    "examples/invoices/claude_api_tokens_2026_10.csv",
  );
  const asPlanned = imported === 0 && openai === FOUND && anthropic === FOUND;
  process.exitCode = asPlanned ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
