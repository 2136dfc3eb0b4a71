import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHash } from "../../../src/catalog/artefact/content-hash.js";
import {
  ArtefactError,
  type Catalog,
  compileCatalog,
  loadArtefact,
  looksLikeArtefact,
} from "../../../src/catalog/index.js";
import { overlayCatalog, parseOverlay } from "../../../src/catalog/overlay.js";
import { parseCatalog } from "../../../src/catalog/parse.js";
import { smallCatalog, smallTexts, smallTextsWith } from "../small-catalog.js";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const withGit = (catalog: Catalog): Catalog => ({ ...catalog, git: { commit: COMMIT, dirty: false } });

function parsed(texts = smallTexts(), layer = "catalog"): Catalog {
  const { catalog } = parseCatalog(texts, { layer });
  if (catalog === null) throw new Error("no catalog");
  return catalog;
}

describe("a compiled catalog", () => {
  it("loads as the catalog that was compiled, to the last position", () => {
    const catalog = withGit(smallCatalog());
    expect(loadArtefact(compileCatalog(catalog))).toEqual(catalog);
  });

  it("loads with its overlays, whose layers it names", () => {
    const text = "provider: openai\noffers:\n  - {id: o3, notes: ours}\n";
    const { overlay } = parseOverlay([{ path: "ours/providers/openai.yaml", text }], { layer: "ours" });
    const { catalog } = overlayCatalog(smallCatalog(), overlay);
    expect(loadArtefact(compileCatalog(catalog))).toEqual(catalog);
    expect(catalog.layers).toEqual(["catalog", "ours"]);
  });

  it("begins with its schema and holds content hash and git", () => {
    const text = compileCatalog(withGit(smallCatalog()));
    expect(text).toMatch(/^\{"schema":"aimodels\/catalog\/v1","content_hash":"[0-9a-f]{64}","git":\{"commit"/);
    expect(looksLikeArtefact(text)).toBe(true);
    expect(looksLikeArtefact('{"schema": "aimodels/list/v1"}')).toBe(false);
  });

  it("has the same bytes wherever it is compiled from", () => {
    const here = compileCatalog(parsed());
    const moved = smallTexts().map((file) => ({ ...file, path: file.path.replace(/^catalog\//, "../shop/prices/") }));
    expect(compileCatalog(parsed(moved, "../shop/prices"))).toBe(here);
    const inside = smallTexts().map((file) => ({ ...file, path: file.path.replace(/^catalog\//, "") }));
    expect(compileCatalog(parsed(inside, "."))).toBe(here);
  });

  it("holds prices as exact texts and never as floating point", () => {
    const { providers } = JSON.parse(compileCatalog(smallCatalog())) as {
      providers: { offers: { prices: object[] }[] }[];
    };
    const rates = providers
      .flatMap(({ offers }) => offers.flatMap(({ prices }) => prices))
      .map((set) => JSON.stringify(set));
    expect(rates.length).toBeGreaterThan(10);
    expect(rates.join("")).not.toMatch(/"(?:rate|per|quantity|discount)":\s*[\d.]/);
    expect(rates.join("")).toContain('"rate":"0.003625"');
  });

  it("is frozen once loaded", () => {
    const catalog = loadArtefact(compileCatalog(smallCatalog()));
    const set = catalog.providers.get("openai")?.offers[0]?.prices[0];
    for (const part of [catalog, set, set?.rules, set?.rules[0]]) expect(Object.isFrozen(part)).toBe(true);
  });

  it.each([
    ["no JSON", "{", /no JSON/],
    ["another schema", '{"schema":"aimodels/catalog/v9"}', /aimodels\/catalog\/v1.*v9.*with this version of aimodels/],
    ["JSON of anything else", "[1]", /found no schema/],
  ])("says what it expected when it is %s", (_, text, message) => {
    expect(() => loadArtefact(text)).toThrow(ArtefactError);
    expect(() => loadArtefact(text)).toThrow(message);
  });

  it("says where it is damaged", () => {
    const text = compileCatalog(smallCatalog()).replace('"rate":"0.003625"', '"rate":0.003625');
    expect(() => loadArtefact(text)).toThrow(
      /^the compiled catalog is damaged at providers\.2\.offers\.0\.prices\.0\.rates\.cache_read\.rate: expected a decimal number in quotes, found 0.003625/,
    );
  });

  it("is refused with an ArtefactError, never another error, wherever a value is replaced", () => {
    const text = compileCatalog(smallCatalog());
    const values = [...text.matchAll(/(?<=[:,[])(?:"[^"]*"|\d+|true|false)(?=[,\]}])/g)];
    fc.assert(
      fc.property(
        fc.nat({ max: values.length - 1 }),
        fc.constantFrom("null", "{}", "[[]]", '"x"', "1.5"),
        (index, junk) => {
          const { index: start = 0, 0: old = "" } = values[index] ?? {};
          const changed = text.slice(0, start) + junk + text.slice(start + old.length);
          try {
            loadArtefact(changed);
          } catch (error) {
            expect(error).toBeInstanceOf(ArtefactError);
          }
        },
      ),
    );
  });
});

describe("the content hash", () => {
  const hash = (from: string, to: string): string =>
    parsed(smallTextsWith("catalog/providers/openai.yaml", from, to)).contentHash;
  const plain = smallCatalog().contentHash;

  it.each([
    ["a rate", "output: 15.00", "output: 15.01"],
    ["a day of a price", "from: 2026-03-05\n        currency", "from: 2026-03-06\n        currency"],
    ["an alias", "aliases: [o3-2025-04-16]", "aliases: [o3-2025-04-17]"],
    ["a rule", "times: {tokens: 2}", "times: {input: 2}"],
  ])("changes with %s", (_, from, to) => {
    expect(hash(from, to)).not.toBe(plain);
  });

  it.each([
    ["a comment", "offers:", "# a comment\noffers:"],
    ["another spelling of a number", "output: 15.00", "output: 1.5e1"],
    [
      "the order of keys",
      "{uncached_input: 5, cache_read: 0.5, output: 22.5}",
      "{output: 22.5, uncached_input: 5, cache_read: 0.5}",
    ],
    ["the order of values in a list", "[batch, flex]", "[flex, batch]"],
    ["quotes", "status: active", 'status: "active"'],
  ])("does not change with %s", (_, from, to) => {
    expect(hash(from, to)).toBe(plain);
  });

  it("does not depend on the order of files, offers and rules, on git, or on where the catalog lies", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(smallTexts(), { minLength: smallTexts().length }),
        fc.integer(),
        (files, seed) => {
          const catalog = parsed(files, "elsewhere");
          const turned = new Map(
            [...catalog.providers].map(([id, entry]) => [id, { ...entry, offers: turn(entry.offers, seed) }]),
          );
          expect(contentHash({ ...withGit(catalog), providers: turned })).toBe(plain);
        },
      ),
      { numRuns: 20 },
    );
  });
});

function turn<T>(list: readonly T[], by: number): T[] {
  const start = list.length === 0 ? 0 : Math.abs(by) % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

describe("loading an artefact", () => {
  /** Every file of src/catalog that index.ts reaches, with the packages they import. */
  function reachable(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file)) return seen;
    seen.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, path = ""] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)"/gm)) {
      if (path.startsWith(".")) reachable(join(file, "..", path).replace(/\.js$/, ".ts"), seen);
      else seen.add(path);
    }
    return seen;
  }

  it("imports neither the YAML readers nor the schema", () => {
    const all = reachable("src/catalog/index.ts");
    expect([...all]).toContain("src/catalog/artefact/load.ts");
    for (const heavy of ["zod", "yaml", "js-yaml", "@noble/hashes/sha2.js"]) expect([...all]).not.toContain(heavy);
    expect([...reachable("src/catalog/parse.ts")]).toContain("zod");
  });
});
