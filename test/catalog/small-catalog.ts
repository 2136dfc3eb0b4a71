import { readdirSync, readFileSync } from "node:fs";
import type { CatalogText } from "../../src/catalog/catalog-files.js";
import type { Catalog } from "../../src/catalog/index.js";
import { parseCatalog } from "../../src/catalog/parse.js";
import { type Instant, parseInstant } from "../../src/meters/index.js";

const FOLDER = "test/fixtures/catalog-small";

/** The texts of the small catalog, as if it lay in `catalog/`. */
export function smallTexts(): CatalogText[] {
  const names = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  return names.sort().map((name) => ({ path: `catalog/${name}`, text: readFileSync(`${FOLDER}/${name}`, "utf8") }));
}

export function smallCatalog(): Catalog {
  const { catalog, findings } = parseCatalog(smallTexts());
  if (catalog === null || findings.length > 0)
    throw new Error(`the small catalog has findings: ${findings[0]?.message}`);
  return catalog;
}

/** The small catalog's texts with a change in one of them; the text to change must be there. */
export function smallTextsWith(file: string, from: string, to: string): CatalogText[] {
  return smallTexts().map((each) => {
    if (each.path !== file) return each;
    if (!each.text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    return { ...each, text: each.text.replace(from, to) };
  });
}

export function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`no instant: ${text}`);
  return instant;
}
