#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";

const args = process.argv.slice(2);
const main = new URL("../dist/cli.js", import.meta.url);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  process.stdout.write(`${manifest.version}\n`);
} else if (existsSync(main)) {
  const { main: run } = await import(main.href);
  process.exitCode = await run(args);
} else {
  process.stderr.write(
    "aimodels: dist/ is missing; run `npm ci --include=dev` (or `npm run build`) in the package folder\n",
  );
  process.exitCode = 3;
}
