import { seconds, times } from "./figures.mjs";
import { CLI, insist, inTempFolder, inTurn, median, runNode } from "./measure.mjs";

const RUNS = 25;

/** In an empty folder, where the shipped catalog is the one that is read. */
export async function measure() {
  return await inTempFolder(measureIn);
}

async function measureIn(cwd) {
  const runs = await inTurn(RUNS, [
    () => runNode(["-e", "0"], { cwd }),
    () => runNode([CLI, "--version"], { cwd }),
    () => runNode([CLI, "list", "--json"], { cwd }),
  ]);
  for (const run of runs.flat()) insist(run.exit === 0, run.stderr);
  const [bare, version, list] = runs.map((own) => median(own.map((run) => run.seconds)));
  const against = `node -e 0: ${seconds(bare)}`;
  const ratio = version / bare;
  return [
    {
      what: "aimodels --version",
      figure: seconds(version),
      against,
      ratio: times(ratio),
      goal: "≤ 1.4×",
      met: ratio <= 1.4,
    },
    { what: "aimodels list --json", figure: seconds(list), against, ratio: times(list / bare), goal: "", met: null },
  ];
}
