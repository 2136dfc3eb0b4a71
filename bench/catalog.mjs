import { readFileSync } from "node:fs";
import { Bench } from "tinybench";
import { loadArtefact } from "../dist/index.js";
import { seconds, times } from "./figures.mjs";
import { CLI, fromRoot, insist, inTurn, median, runNode } from "./measure.mjs";

const RUNS = 9;

export async function measure() {
  const [runs] = await inTurn(RUNS, [() => runNode([CLI, "validate", fromRoot("catalog"), "--quiet"])]);
  for (const run of runs) insist(run.exit === 0, `the shipped catalog does not validate: ${run.stdout}`);
  const validate = median(runs.map((run) => run.seconds));
  return [
    {
      what: "validate the shipped catalog",
      figure: seconds(validate),
      against: "",
      ratio: "",
      goal: "< 1 s",
      met: validate < 1,
    },
    await loading(),
  ];
}

async function loading() {
  const text = readFileSync(fromRoot("dist/catalog.json"), "utf8");
  const bench = new Bench({ time: 1000, warmupTime: 300 });
  bench.add("load", () => loadArtefact(text, "dist/catalog.json"));
  bench.add("parse", () => JSON.parse(text));
  await bench.run();
  const [load, parse] = bench.tasks.map((task) => task.result.latency.p50 / 1000);
  const against = `JSON.parse of it: ${seconds(parse)}`;
  return {
    what: "load the compiled catalog",
    figure: seconds(load),
    against,
    ratio: times(load / parse),
    goal: "",
    met: null,
  };
}
