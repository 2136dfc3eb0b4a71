import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compileCatalog } from "../../src/catalog/index.js";
import type { ParsedCatalog } from "../../src/catalog/parse.js";
import { readCatalog } from "../../src/files/catalog-folder.js";
import { smallCatalog } from "../catalog/small-catalog.js";

let cwd = "";

/** A working directory with the small catalog in `catalog/`. */
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "aimodels-catalog-"));
  cpSync("test/fixtures/catalog-small", join(cwd, "catalog"), { recursive: true });
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const write = (path: string, text: string | Uint8Array): void => writeFileSync(join(cwd, path), text);
const read = (path = "catalog", overlays: string[] = []): Promise<ParsedCatalog> =>
  readCatalog(path, { cwd, overlays });

async function findings(path?: string, overlays?: string[]): Promise<string[]> {
  const { findings: found } = await read(path, overlays);
  return found.map(({ severity, position, message }) => `${severity} ${position.file}: ${message}`);
}

describe("a catalog directory", () => {
  it("reads as its texts do, with positions as a person would type them", async () => {
    const { catalog, findings: found } = await read();
    expect(found).toEqual([]);
    expect(catalog).toEqual(smallCatalog());
  });

  it.each([
    ["./catalog/", "catalog/providers/openai.yaml"],
    ["../x/../catalog", "../catalog/providers/openai.yaml"],
  ])("typed as %s is shown short", async (typed, file) => {
    mkdirSync(join(cwd, "sub"));
    const from = typed.startsWith("..") ? join(cwd, "sub") : cwd;
    const { catalog } = await readCatalog(typed, { cwd: from });
    expect(catalog?.providers.get("openai")?.position.file).toBe(file);
  });

  it("may be the working directory itself", async () => {
    const { catalog } = await readCatalog(".", { cwd: join(cwd, "catalog") });
    expect(catalog?.providers.get("openai")?.position.file).toBe("providers/openai.yaml");
    expect(catalog?.layers).toEqual(["."]);
  });

  it("takes .yml and .json beside .yaml, and leaves hidden files and a README alone", async () => {
    write("catalog/models/other.yml", "family: other\nmodels: []\n");
    write("catalog/models/meta.json", '{"family": "meta", "models": []}');
    write("catalog/models/.other.yaml.swp", "x");
    write("catalog/README.md", "# Prices");
    expect(await findings()).toEqual([]);
  });

  it("reads UTF-8 with a mark and UTF-16, and refuses bytes that are neither", async () => {
    const text = "family: other\nmodels: [{id: café, name: Café, type: text, description: x}]\n";
    write("catalog/models/other.yaml", `\uFEFF${text}`);
    expect((await read()).catalog?.models.get("café")?.position).toMatchObject({ line: 2, column: 10 });
    write("catalog/models/other.yaml", Buffer.from(`\uFEFF${text}`, "utf16le"));
    expect((await read()).catalog?.models.get("café")?.name).toBe("Café");
    write("catalog/models/other.yaml", Buffer.from(text, "latin1"));
    expect(await findings()).toEqual([
      "error catalog/models/other.yaml: expected text in UTF-8, found bytes that are none",
    ]);
  });

  it("warns of files that it does not read", async () => {
    write("catalog/providers/notes.txt", "x");
    write("catalog/polcy.yaml", "{}");
    const message = "expected providers/*.yaml, models/*.yaml and policy.yaml, found a file that is none of them";
    expect(await findings()).toEqual([
      `warning catalog/polcy.yaml: ${message}`,
      `warning catalog/providers/notes.txt: ${message}`,
    ]);
  });

  it("refuses links that lead out of it or nowhere, and follows those within", async () => {
    writeFileSync(join(cwd, "outside.yaml"), "family: other\nmodels: []\n");
    symlinkSync(join(cwd, "outside.yaml"), join(cwd, "catalog/models/other.yaml"));
    symlinkSync("nothing.yaml", join(cwd, "catalog/models/meta.yaml"));
    symlinkSync("openai.yaml", join(cwd, "catalog/models/openai-again.yaml"));
    expect((await findings()).filter((line) => line.includes("link"))).toEqual([
      "error catalog/models/meta.yaml: expected a file of the catalog's own directory, found a link that leads nowhere",
      "error catalog/models/other.yaml: expected a file of the catalog's own directory, found a link that leads out of it",
    ]);
    expect((await read()).findings.some((finding) => finding.message.includes("second time"))).toBe(true);
  });

  it("refuses a folder of files that is a link to elsewhere", async () => {
    cpSync(join(cwd, "catalog/models"), join(cwd, "models"), { recursive: true });
    rmSync(join(cwd, "catalog/models"), { recursive: true });
    symlinkSync("../models", join(cwd, "catalog/models"));
    expect(await findings()).toEqual([expect.stringMatching(/^error catalog\/models: .*leads out of it$/)]);
  });

  it("refuses files of over eight million bytes unread", async () => {
    write("catalog/models/other.yaml", Buffer.alloc(8_000_001, 35));
    expect(await findings()).toEqual([
      "error catalog/models/other.yaml: expected a file of at most 8000000 bytes, found 8000001",
    ]);
  });

  it("gives findings and no catalog for what is not there", async () => {
    mkdirSync(join(cwd, "empty"));
    const expected = "expected a catalog directory or a compiled catalog, found";
    expect(await findings("prices")).toEqual([`error prices: ${expected} nothing of that name`]);
    expect(await findings("empty")).toEqual([`error empty: ${expected} a directory without any of its files`]);
    expect((await read("prices")).catalog).toBeNull();
  });
});

describe("a compiled catalog", () => {
  it("loads from its file", async () => {
    write("catalog.json", compileCatalog(smallCatalog()));
    const { catalog, findings: found } = await read("catalog.json");
    expect(found).toEqual([]);
    expect(catalog).toEqual(smallCatalog());
  });

  it("gives a finding for any other file", async () => {
    expect(await findings("catalog/policy.yaml")).toEqual([
      expect.stringMatching(/^error catalog\/policy\.yaml: expected a compiled catalog, found a text that is no JSON/),
    ]);
  });
});

describe("an overlay directory", () => {
  beforeEach(() => mkdirSync(join(cwd, "ours/providers"), { recursive: true }));

  it("is laid over a directory and over a compiled catalog alike", async () => {
    write("catalog.json", compileCatalog(smallCatalog()));
    write("ours/providers/openai.yaml", "provider: openai\noffers: [{id: o3, notes: ours}]\n");
    const [over, overCompiled] = [await read("catalog", ["ours"]), await read("catalog.json", ["ours"])];
    expect(over.findings).toEqual([]);
    expect(over.catalog).toEqual(overCompiled.catalog);
    expect(over.catalog?.layers).toEqual(["catalog", "ours"]);
    expect(over.catalog?.providers.get("openai")?.offers.find((offer) => offer.id === "o3")?.notes).toBe("ours");
  });

  it("reports its own problems and what the base lacks", async () => {
    write("ours/providers/openai.yaml", "provider: openai\noffers: [{id: o4, notes: ours}, {id: o3, note: x}]\n");
    expect(await findings("catalog", ["ours", "theirs"])).toEqual([
      expect.stringMatching(/^error ours\/providers\/openai\.yaml: expected an offer of openai in the catalog below/),
      'error ours/providers/openai.yaml: unknown key "note"',
      "error theirs: expected an overlay directory, found nothing of that name",
    ]);
  });
});

describe("the git state of a catalog's folder", () => {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  function git(...args: string[]): string {
    const who = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    return execFileSync("git", [...who, ...args], { cwd, env, encoding: "utf8", stdio: "pipe" }).trim();
  }
  const state = async () => (await read()).catalog?.git;

  it("is null outside git and before the first commit", async () => {
    expect(await state()).toBeNull();
    git("init", "--quiet");
    expect(await state()).toBeNull();
  });

  it("names the commit, and is dirty while the folder differs from it", async () => {
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message", "Prices");
    const commit = git("rev-parse", "HEAD");
    expect(await state()).toEqual({ commit, dirty: false });
    write("elsewhere.txt", "not of the catalog");
    expect(await state()).toEqual({ commit, dirty: false });
    write("catalog/models/other.yaml", "family: other\nmodels: []\n");
    expect(await state()).toEqual({ commit, dirty: true });
  });

  it("is null in a folder that git ignores, as a package among node_modules is", async () => {
    write(".gitignore", "catalog/\n");
    git("init", "--quiet");
    git("add", ".gitignore");
    git("commit", "--quiet", "--message", "Code");
    expect(await state()).toBeNull();
  });
});
