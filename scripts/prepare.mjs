// Runs on `npm ci` and before packing: builds when the compiler is installed, and says what to do when it is not.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
try {
  require.resolve("typescript/package.json");
} catch {
  process.stderr.write("aimodels: not built, because typescript is not installed; run `npm ci --include=dev`\n");
  process.exit(0);
}
await import("./build.mjs");
