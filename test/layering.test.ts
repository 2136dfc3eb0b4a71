import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** The pipeline: a file imports from its own folder and from those before it. */
const ORDER = [
  ...["findings", "money", "meters", "catalog", "pricing", "usage", "invoices", "reconcile", "reports"],
  ...["files", "ledger", "credentials", "providers", "registry", "server", "commands", "cli.ts"],
];
const PURE = ORDER.slice(0, ORDER.indexOf("reports") + 1);
const LONGEST = 250;

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ path, folder: path.split("/")[0] ?? "", text: readFileSync(join("src", path), "utf8") }));

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function folderOf(path: string, imported: string): string {
  const target = join(path, "..", imported).replace(/\.js$/, ".ts");
  return target.split("/")[0] ?? "";
}

describe("the layers of the source", () => {
  it("has no folder that the pipeline does not name", () => {
    const known = [...ORDER, "index.ts"];
    expect([...new Set(files.map((file) => file.folder))].filter((folder) => !known.includes(folder))).toEqual([]);
  });

  it("imports only from its own folder and from folders before it", () => {
    const upward = files
      .filter((file) => file.folder !== "index.ts")
      .flatMap(({ path, folder, text }) =>
        importsOf(text)
          .filter((imported) => imported.startsWith("."))
          .filter((imported) => ORDER.indexOf(folderOf(path, imported)) > ORDER.indexOf(folder))
          .map((imported) => `src/${path} imports ${imported}`),
      );
    expect(upward).toEqual([]);
  });

  it("takes no module of Node in the pure folders", () => {
    const impure = files.filter(({ folder, text }) => PURE.includes(folder) && /from "node:/.test(text));
    expect(impure.map(({ path }) => path)).toEqual([]);
  });

  it("prints and exits in cli.ts alone", () => {
    const printing = files.filter(({ path, text }) => path !== "cli.ts" && /\bprocess\.exit\(|\bconsole\./.test(text));
    expect(printing.map(({ path }) => path)).toEqual([]);
  });

  it(`holds one idea a file: none is longer than ${LONGEST} lines`, () => {
    const long = files.filter(({ text }) => text.trimEnd().split("\n").length > LONGEST);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});
