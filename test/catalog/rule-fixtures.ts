import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { CatalogText } from "../../src/catalog/catalog-files.js";
import { type ParsedCatalog, parseCatalog } from "../../src/catalog/parse.js";
import { RULES, runRules } from "../../src/catalog/rules/index.js";
import type { Finding } from "../../src/findings/index.js";
import { parseInstant } from "../../src/meters/index.js";

export const FIXTURES = "test/fixtures/rules";

/** The day on which all fixtures are looked at. */
export const TODAY = parseInstant("2026-11-21") ?? 0;

/** A small catalog, with the one before the change where the rule compares two, and the places it points out itself. */
export interface Fixture {
  readonly files: readonly CatalogText[];
  readonly before: readonly CatalogText[];
  /** `file:line:column`, from the carets and `finding at` comments of the texts. */
  readonly places: readonly string[];
}

/**
 * `<rule>/good` or `<rule>/bad`: one provider's file with the model of `base` beside it, or a folder of files that replace
 * those of `base`. `before/` in the folder is the catalog before the change.
 */
export function readFixture(rule: string, kind: "good" | "bad"): Fixture {
  const path = join(FIXTURES, rule, kind);
  const own = existsSync(path) ? readTree(path) : [{ path: "providers/openai.yaml", text: readText(`${path}.yaml`) }];
  const isBefore = (file: CatalogText): boolean => file.path.startsWith("before/");
  const files = withBase(own.filter((file) => !isBefore(file)));
  const before = own.filter(isBefore).map((file) => ({ ...file, path: file.path.slice("before/".length) }));
  return { files, before: before.length === 0 ? [] : withBase(before), places: files.flatMap(placesIn).sort() };
}

export interface Checked extends ParsedCatalog {
  readonly ruleFindings: readonly Finding[];
}

export function check(fixture: Fixture): Checked {
  const parsed = parseCatalog(fixture.files);
  const before = fixture.before.length === 0 ? null : parseCatalog(fixture.before).catalog;
  if (parsed.catalog === null) throw new Error("the fixture holds no catalog");
  const options = { today: TODAY, leftOut: parsed.leftOut, ...(before !== null && { before }) };
  return { ...parsed, ruleFindings: runRules(parsed.catalog, RULES, options) };
}

export function placeOf({ position }: Finding): string {
  return `${position.file}:${position.line}:${position.column}`;
}

function withBase(own: readonly CatalogText[]): CatalogText[] {
  const describesModels = own.some((file) => file.path.startsWith("models/"));
  return describesModels ? [...own] : [...own, ...readTree(join(FIXTURES, "base"))];
}

function readTree(folder: string): CatalogText[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return files.map((name) => ({ path: name.replaceAll("\\", "/"), text: readText(join(folder, name)) }));
}

function readText(path: string): string {
  return readFileSync(path, "utf8");
}

/** A comment of carets points at columns of the line above it; `# finding at 2:1` is for what stands in column 1. */
function placesIn({ path, text }: CatalogText): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const stated = /^# finding at (\d+:\d+)$/.exec(line)?.[1];
    if (stated !== undefined) return [`${path}:${stated}`];
    if (!/^#[ ^]+$/.test(line)) return [];
    const columns = [...line].flatMap((character, column) => (character === "^" ? [column + 1] : []));
    return columns.map((column) => `${path}:${index}:${column}`);
  });
}
