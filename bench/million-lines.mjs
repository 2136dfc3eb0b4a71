import { stat } from "node:fs/promises";
import { join } from "node:path";
import { costCsv, rowsOfMonth, usageLog } from "./data/month.mjs";
import { writeLines } from "./data/write-lines.mjs";
import { megabytes, seconds, times } from "./figures.mjs";
import { CLI, fromRoot, insist, inTempFolder, inTurn, median, runMeasured, runNode } from "./measure.mjs";

const RUNS = 3;

/** Two shapes of a million lines: users under a key, whose rows say the same but for the user, and rows that all differ. */
const SHAPES = [
  { name: "a million lines, 10 users a key", projects: 36, keys: 3, users: 10 },
  { name: "a million lines, all different", projects: 36, keys: 30, users: 1 },
];

export async function measure() {
  const rows = [];
  for (const shape of SHAPES) rows.push(...(await inTempFolder((folder) => measureShape(shape, folder))));
  return rows;
}

async function measureShape(shape, folder) {
  const [csv, log, ledger] = ["cost.csv", "usage.jsonl", "ledger.db"].map((name) => join(folder, name));
  await writeLines(csv, costCsv(shape));
  await writeLines(log, usageLog(shape));
  const imported = await runNode([CLI, "ledger", "import", log, "--ledger", ledger, "--quiet"], { cwd: folder });
  insist(imported.exit === 0, imported.stderr);
  const [parses, bare, held] = await inTurn(RUNS, [
    () => runMeasured([fromRoot("bench/read-with-papaparse.mjs"), csv], folder),
    () => reconcile(csv, [], shape, folder),
    () => reconcile(csv, ["--ledger", ledger], shape, folder),
  ]);
  const size = megabytes((await stat(csv)).size);
  return [
    row(`reconcile ${shape.name} (${size}), no ledger`, bare, parses),
    row(`reconcile ${shape.name} (${size}), with its ledger`, held, parses),
  ];
}

/** All lines must be read, agree with the catalog, and, with the ledger, leave nothing to explain. */
async function reconcile(csv, more, shape, folder) {
  const run = await runMeasured([CLI, "reconcile", csv, ...more, "--json", "--quiet"], folder);
  insist(run.exit === 0, run.stderr || run.stdout.slice(0, 2000));
  const { inputs, rate_check: check } = JSON.parse(run.stdout);
  insist(inputs.invoices[0].lines === rowsOfMonth(shape), `${inputs.invoices[0].lines} lines were read`);
  insist(check.agree === rowsOfMonth(shape), `${check.agree} lines agree with the catalog`);
  insist(more.length === 0 || inputs.ledger.events > 0, "the ledger was not read");
  return run;
}

function row(what, runs, parses) {
  const [own, parse] = [runs, parses].map((of) => median(of.map((run) => run.seconds)));
  const bytes = Math.max(...runs.map((run) => run.bytes));
  const ratio = own / parse;
  return {
    what,
    figure: `${seconds(own)}, ${megabytes(bytes)}`,
    against: `papaparse reading it: ${seconds(parse)}, ${megabytes(Math.max(...parses.map((run) => run.bytes)))}`,
    ratio: times(ratio),
    goal: "≤ 2.5×, < 500 MB",
    met: ratio <= 2.5 && bytes < 500e6,
  };
}
