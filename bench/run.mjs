// Measures what ships: dist/ and bin/. One command, side by side with what others offer; docs and goals stand beside the figures.
//   node bench/run.mjs [--only pricing,start-up,catalog,ledger,invoice] [--markdown]
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { machineText, markdownTable, plainTable } from "./figures.mjs";
import { fromRoot } from "./measure.mjs";

/** Each gives rows of figures; loaded when it runs, so that one section's modules do not weigh on another's memory. */
const SECTIONS = {
  pricing: () => import("./pricing.mjs"),
  "start-up": () => import("./start-up.mjs"),
  catalog: () => import("./catalog.mjs"),
  ledger: () => import("./ledger-import.mjs"),
  invoice: () => import("./million-lines.mjs"),
};

const { values } = parseArgs({ options: { only: { type: "string" }, markdown: { type: "boolean", default: false } } });
const chosen = values.only?.split(",") ?? Object.keys(SECTIONS);
const unknown = chosen.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  process.stderr.write(`bench: no section ${unknown.join(", ")}; there are ${Object.keys(SECTIONS).join(", ")}\n`);
  process.exit(2);
}
if (!existsSync(fromRoot("dist/catalog.json"))) {
  process.stderr.write("bench: dist/ is missing or half made; run `npm run build`\n");
  process.exit(3);
}

const rows = [];
for (const name of chosen) {
  process.stderr.write(`measuring ${name} …\n`);
  const { measure } = await SECTIONS[name]();
  rows.push(...(await measure()));
}
process.stdout.write(values.markdown ? markdownTable(rows) : plainTable(rows));
process.stdout.write(`\n${machineText()}\n`);
