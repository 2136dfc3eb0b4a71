import { readFileSync } from "node:fs";

/** The version of this package, as its manifest states it. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const stated =
    typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : undefined;
  if (typeof stated !== "string") throw new Error("the package's manifest states no version");
  return stated;
}
