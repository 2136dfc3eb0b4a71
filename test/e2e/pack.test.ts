import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

const MINUTES = 60_000;
const manifest = JSON.parse(readFileSync("package.json", "utf8"));

interface LockEntry {
  readonly dev?: boolean;
}

/** The package as a user has it: packed, then installed by npm into an empty folder, with nothing of this checkout near. */
let folder: string;

/**
 * Installed are the versions of this checkout's lock file, which `npm ci` has put into npm's cache, so that nothing is asked
 * of the network again. Install scripts are left out: they compile SQLite for a minute, and no command below opens a ledger.
 */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aimodels-pack-"));
  const packed = JSON.parse(npm(process.cwd(), "pack", "--ignore-scripts", "--json", "--pack-destination", folder));
  const tarball = `file:${packed[0].filename}`;
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const entries = Object.entries<LockEntry>(lock.packages).filter(([path, entry]) => path !== "" && entry.dev !== true);
  const { dependencies, bin, engines, version } = manifest;
  const own = { version, resolved: tarball, integrity: packed[0].integrity, dependencies, bin, engines };
  const packages = {
    "": { name: "empty", dependencies: { aimodels: tarball } },
    "node_modules/aimodels": own,
    ...Object.fromEntries(entries),
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", dependencies: { aimodels: tarball } }));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ name: "empty", lockfileVersion: 3, packages }));
  npm(folder, "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
}, 5 * MINUTES);

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

function installed(...args: string[]): string {
  const empty = join(folder, "elsewhere");
  mkdirSync(empty, { recursive: true });
  return execFileSync(join(folder, "node_modules", ".bin", "aimodels"), args, { cwd: empty, encoding: "utf8" });
}

describe("the package, installed in an empty folder", () => {
  it("says its version", () => {
    expect(installed("--version")).toBe(`${manifest.version}\n`);
  });

  it("lists the models of the catalog that it ships", () => {
    const { models } = JSON.parse(installed("list", "--json"));
    expect(models.length).toBeGreaterThanOrEqual(250);
    expect(models).toContainEqual(expect.objectContaining({ provider: "openai", id: "gpt-5.4", status: "active" }));
    expect(installed("list", "--provider", "openai")).toMatch(/^openai\/gpt-5\.4 /m);
  });

  it("prices by it", () => {
    const usage = "uncached_input=272001,output=1000";
    const out = installed("estimate", "openai/gpt-5.4", "--usage", usage, "--at", "2026-06-01", "--json");
    expect(JSON.parse(out).estimates[0].total).toBe("1.382505");
  });

  it("has every entry point that its manifest names, with its types", () => {
    const entries = Object.values<Record<string, string> | string>(manifest.exports);
    const files = entries.flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)));
    expect(files.filter((file) => !existsSync(join(folder, "node_modules", "aimodels", file)))).toEqual([]);
  });

  it("is a library", () => {
    const program = `
      import { Decimal, extractUsage, loadCatalog, price, reconcile } from "aimodels";
      console.log([Decimal, extractUsage, loadCatalog, price, reconcile].map((each) => typeof each).join());
    `;
    const args = ["--input-type=module", "--eval", program];
    const out = execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    expect(out).toBe("function,function,function,function,function\n");
  });
});
