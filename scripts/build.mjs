// Compiles src/ to dist/ and the shipped catalog to dist/catalog.json.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });

rmSync(join(root, "dist"), { recursive: true, force: true });
run(tsc, "-p", "tsconfig.build.json");
run("bin/aimodels.js", "compile", "--catalog", "catalog", "--out", "dist/catalog.json", "--quiet");
