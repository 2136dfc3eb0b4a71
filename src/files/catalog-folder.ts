import { readFile, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { ArtefactError, loadArtefact } from "../catalog/index.js";
import type { ParsedCatalog } from "../catalog/parse.js";
import { sortFindings } from "../findings/index.js";
import { problem, readCatalogTexts } from "./catalog-texts.js";
import { gitState } from "./git-state.js";

export interface ReadCatalogOptions {
  /** The directory that paths are typed from, and shown from in positions. */
  readonly cwd: string;
  /** Directories laid over the catalog, the first first. */
  readonly overlays?: readonly string[];
}

const MOST_ARTEFACT_BYTES = 200_000_000;

/**
 * The catalog of a directory (providers/*, models/*, policy.yaml) or of a compiled artefact, with its overlays laid over it
 * and the git state of its folder. Nothing is thrown for what stands in the files, or for files that are not there: all of
 * it comes as findings. An artefact is read without loading the YAML reader or the schema.
 */
export async function readCatalog(path: string, options: ReadCatalogOptions): Promise<ParsedCatalog> {
  const base = await readBase(path, options.cwd);
  let read = base;
  for (const overlay of options.overlays ?? []) read = await layOver(read, overlay, options.cwd);
  return { ...read, findings: sortFindings(read.findings) };
}

async function readBase(path: string, cwd: string): Promise<ParsedCatalog> {
  const place = resolve(cwd, path);
  const shown = shownFrom(cwd, path);
  const stats = await stat(place).catch(() => undefined);
  if (stats === undefined) return nothing(shown, "found nothing of that name", "check the path given with --catalog");
  if (!stats.isDirectory()) return await readArtefact(place, shown, stats.size);
  const [git, parsed] = await Promise.all([gitState(place), readDirectory(place, shown)]);
  return parsed.catalog === null ? parsed : { ...parsed, catalog: Object.freeze({ ...parsed.catalog, git }) };
}

async function readDirectory(directory: string, shown: string): Promise<ParsedCatalog> {
  const { parseCatalog } = await import("../catalog/parse.js");
  const { texts, findings } = await readCatalogTexts(directory, shown);
  if (texts.length === 0 && findings.length === 0) {
    return nothing(shown, "found a directory without any of its files", "docs/catalog.md shows what a catalog holds");
  }
  const parsed = parseCatalog(texts, { layer: shown });
  return { ...parsed, findings: [...findings, ...parsed.findings] };
}

async function readArtefact(file: string, shown: string, size: number): Promise<ParsedCatalog> {
  if (size > MOST_ARTEFACT_BYTES) return nothing(shown, `found a file of ${size} bytes`, "compile the catalog again");
  try {
    return { catalog: loadArtefact(await readFile(file, "utf8")), findings: [], leftOut: [] };
  } catch (error) {
    if (!(error instanceof ArtefactError)) throw error;
    const remedy = "name a catalog directory, or compile the catalog again: aimodels compile --out FILE";
    return { catalog: null, findings: [problem("error", shown, error.message, remedy)], leftOut: [] };
  }
}

/** A read catalog with the overlay of a directory laid over it, and the findings of both. */
export async function layOver(base: ParsedCatalog, path: string, cwd: string): Promise<ParsedCatalog> {
  const place = resolve(cwd, path);
  const shown = shownFrom(cwd, path);
  const stats = await stat(place).catch(() => undefined);
  if (stats?.isDirectory() !== true) {
    const message = `expected an overlay directory, found ${stats === undefined ? "nothing of that name" : "a file"}`;
    const finding = problem("error", shown, message, "check the path given with --overlay");
    return { ...base, findings: [...base.findings, finding] };
  }
  const { parseOverlay, overlayCatalog } = await import("../catalog/overlay.js");
  const { texts, findings } = await readCatalogTexts(place, shown);
  const parsed = parseOverlay(texts, { layer: shown });
  const laid = base.catalog === null ? undefined : overlayCatalog(base.catalog, parsed.overlay);
  return {
    catalog: laid?.catalog ?? null,
    findings: [...base.findings, ...findings, ...parsed.findings, ...(laid?.findings ?? [])],
    leftOut: [...base.leftOut, ...parsed.leftOut],
  };
}

function nothing(shown: string, found: string, remedy: string): ParsedCatalog {
  const message = `expected a catalog directory or a compiled catalog, ${found}`;
  return { catalog: null, findings: [problem("error", shown, message, remedy)], leftOut: [] };
}

/** A path as a person would type it from `cwd`: relative where it is below or was typed so, with forward slashes. */
export function shownFrom(cwd: string, path: string): string {
  const short = relative(cwd, resolve(cwd, path));
  const away = short.startsWith("..") || isAbsolute(short);
  const shown = away && isAbsolute(path) ? path : short;
  return shown === ""
    ? "."
    : shown
        .split(sep)
        .join("/")
        .replace(/(?<=.)\/$/, "");
}
