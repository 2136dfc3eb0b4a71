import type { Dirent } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { CatalogText } from "../catalog/catalog-files.js";
import type { Finding, Severity } from "../findings/index.js";
import { detectEncoding } from "./encoding.js";

/** Larger files are not even read; the reader of YAML has a smaller limit of its own. */
const MOST_BYTES = 8_000_000;
const DATA_FILE = /\.(?:ya?ml|json)$/;
const POLICY = /^policy\.(?:ya?ml|json)$/;

/** The texts of a catalog directory, by path as shown, and what is wrong with the directory itself. */
export interface CatalogTexts {
  readonly texts: CatalogText[];
  readonly findings: Finding[];
}

interface Walk extends CatalogTexts {
  /** The directory with all links followed: nothing outside it is read. */
  readonly root: string;
}

/** Reads providers/*, models/* and policy.* of a directory. `shown` is its path as a person typed it. */
export async function readCatalogTexts(directory: string, shown: string): Promise<CatalogTexts> {
  const walk: Walk = { texts: [], findings: [], root: await realpath(directory) };
  const entries = await entriesOf(directory).catch((error: unknown) => refusal(error));
  if (!Array.isArray(entries)) {
    walk.findings.push(problem("error", shown, entries.found, entries.remedy));
    return walk;
  }
  for (const entry of entries) {
    const path = shownPath(shown, entry.name);
    if (entry.name === "providers" || entry.name === "models")
      await readFolder(join(directory, entry.name), path, walk);
    else if (POLICY.test(entry.name)) await readText(join(directory, entry.name), path, walk);
    else if (DATA_FILE.test(entry.name)) walk.findings.push(unexpected(path));
  }
  return walk;
}

/** `policy.yaml` of the working directory itself has no folder before it. */
export function shownPath(folder: string, name: string): string {
  return folder === "." ? name : `${folder}/${name}`;
}

async function readFolder(folder: string, shown: string, walk: Walk): Promise<void> {
  if (!(await staysInside(folder, shown, walk))) return;
  const entries = await entriesOf(folder).catch(() => undefined);
  if (entries === undefined) {
    walk.findings.push(problem("error", shown, "expected a folder of files, found something else", "make it a folder"));
    return;
  }
  for (const entry of entries) {
    const path = shownPath(shown, entry.name);
    if (DATA_FILE.test(entry.name)) await readText(join(folder, entry.name), path, walk);
    else walk.findings.push(unexpected(path));
  }
}

/** By name, so that findings and artefacts do not depend on the file system; hidden files are nobody's business. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

async function readText(path: string, shown: string, walk: Walk): Promise<void> {
  if (!(await staysInside(path, shown, walk))) return;
  const text = await textOf(path).catch((error: unknown) => refusal(error));
  if (typeof text === "string") walk.texts.push({ path: shown, text });
  else walk.findings.push(problem("error", shown, text.found, text.remedy));
}

interface Refusal {
  readonly found: string;
  readonly remedy: string;
}

async function textOf(path: string): Promise<string | Refusal> {
  const stats = await stat(path);
  if (!stats.isFile()) return { found: "expected a file, found something else", remedy: "put a file of YAML here" };
  if (stats.size > MOST_BYTES) {
    const found = `expected a file of at most ${MOST_BYTES} bytes, found ${stats.size}`;
    return { found, remedy: "split the file, or check that it is a catalog file at all" };
  }
  return decode(await readFile(path));
}

function decode(bytes: Uint8Array): string | Refusal {
  const { encoding, mark } = detectEncoding(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(mark));
  } catch {
    return { found: "expected text in UTF-8, found bytes that are none", remedy: "save the file as UTF-8" };
  }
}

function refusal(error: unknown): Refusal {
  const reason = error instanceof Error ? error.message : String(error);
  return { found: `expected what can be read: ${reason}`, remedy: "check that it is there, and its permissions" };
}

/** A link out of the directory would let a catalog in git read what does not belong to it. */
async function staysInside(path: string, shown: string, walk: Walk): Promise<boolean> {
  const target = await realpath(path).catch(() => undefined);
  if (target?.startsWith(walk.root + sep)) return true;
  const found = target === undefined ? "found a link that leads nowhere" : "found a link that leads out of it";
  const message = `expected a file of the catalog's own directory, ${found}`;
  walk.findings.push(problem("error", shown, message, "put the file itself here, in place of the link"));
  return false;
}

function unexpected(shown: string): Finding {
  const message = "expected providers/*.yaml, models/*.yaml and policy.yaml, found a file that is none of them";
  return problem("warning", shown, message, "move it out of the catalog, or rename it; it is not read");
}

/** A finding of the rule `files` on a path as a whole. */
export function problem(severity: Severity, file: string, message: string, remedy: string): Finding {
  return { rule: "files", severity, message, position: { file, line: 1, column: 1 }, remedy };
}
