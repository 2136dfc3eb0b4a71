import { stat } from "node:fs/promises";
import { join } from "node:path";
import { costCsv, rowsOfMonth, usageLog } from "./data/month.mjs";
import { writeLines } from "./data/write-lines.mjs";
import { megabytes, seconds, times } from "./figures.mjs";
import { CLI, fromRoot, insist, inTempFolder, inTurn, median, runMeasured, runNode } from "./measure.mjs";

const RUNS = 5;

/**
 * Two shapes of a million lines: grouped by user, so that the rows of a key say the same of all but the user, as a large export
 * has it; and lines that all differ.
 */
const SHAPES = [
  { name: "90 users a key", projects: 4, keys: 3, users: 90, withLedger: true },
  { name: "all different", projects: 36, keys: 30, users: 1, withLedger: false },
];

export async function measure() {
  const rows = [];
  for (const shape of SHAPES) rows.push(...(await inTempFolder((folder) => measureShape(shape, folder))));
  return rows;
}

async function measureShape(shape, folder) {
  const csv = join(folder, "cost.csv");
  await writeLines(csv, costCsv(shape));
  const ways = [() => reconcile(csv, [], shape, folder)];
  if (shape.withLedger) {
    const ledger = await ledgerOf(shape, folder);
    ways.push(() => reconcile(csv, ["--ledger", ledger], shape, folder));
  }
  const parse = () => runMeasured([fromRoot("bench/read-with-papaparse.mjs"), csv], folder);
  const [parses, ...runs] = await inTurn(RUNS, [parse, ...ways]);
  const what = `reconcile a million lines (${megabytes((await stat(csv)).size)}), ${shape.name}`;
  return runs.map((own, place) => row(`${what}, ${place === 0 ? "no ledger" : "with its ledger"}`, own, parses));
}

async function ledgerOf(shape, folder) {
  const [log, ledger] = [join(folder, "usage.jsonl"), join(folder, "ledger.db")];
  await writeLines(log, usageLog(shape));
  const imported = await runNode([CLI, "ledger", "import", log, "--ledger", ledger, "--quiet"], { cwd: folder });
  insist(imported.exit === 0, imported.stderr);
  return ledger;
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
