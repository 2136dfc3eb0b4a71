import { execFileSync } from "node:child_process";

/** The end-to-end tests run the built command, so that what is tested is what is shipped. */
export default function build(): void {
  execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
}
