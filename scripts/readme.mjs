// Writes the demo's output into README.md: node scripts/readme.mjs
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const readme = join(root, "README.md");
const output = execFileSync(process.execPath, ["examples/demo.mjs"], { cwd: root, encoding: "utf8" });
const text = readFileSync(readme, "utf8");
const block = /(<!-- demo:[^>]*-->\n```text\n)[\s\S]*?(```\n<!-- \/demo -->)/;
writeFileSync(
  readme,
  text.replace(block, (_, head, tail) => `${head}${output.trimEnd()}\n${tail}`),
);
