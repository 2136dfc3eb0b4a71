import { join } from "node:path";
import { requestLog } from "./data/requests.mjs";
import { writeLines } from "./data/write-lines.mjs";
import { megabytes, perSecond } from "./figures.mjs";
import { CLI, insist, inTempFolder, median, runMeasured } from "./measure.mjs";

const EVENTS = 300_000;
const RUNS = 3;

/** The real command into a fresh ledger: totals, triggers and FULL sync as always. */
export async function measure() {
  return await inTempFolder(async (folder) => {
    const log = join(folder, "usage.jsonl");
    await writeLines(log, requestLog(EVENTS));
    const runs = [];
    for (let time = 0; time < RUNS; time += 1) runs.push(await importInto(join(folder, `${time}.db`), log, folder));
    const rate = EVENTS / median(runs.map((run) => run.seconds));
    const memory = `memory ${megabytes(Math.max(...runs.map((run) => run.bytes)))}`;
    const what = `ledger import of ${EVENTS.toLocaleString("en-US")} events, random ids`;
    return [{ what, figure: perSecond(rate), against: memory, ratio: "", goal: "> 80,000/s", met: rate > 80_000 }];
  });
}

async function importInto(ledger, log, folder) {
  const run = await runMeasured([CLI, "ledger", "import", log, "--ledger", ledger, "--json", "--quiet"], folder);
  insist(run.exit === 0, run.stderr);
  insist(JSON.parse(run.stdout).inserted === EVENTS, "not all events were inserted");
  return run;
}
