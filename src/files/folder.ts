import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { STDIN } from "./byte-source.js";
import { FileProblem } from "./file-problem.js";
import { explainSystemError } from "./missing-file.js";

/** What a walk takes from a folder; files named one by one may have any name. */
const EXTENSIONS = [".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".log", ".txt"];

export interface FoundFiles {
  readonly files: readonly string[];
  /** What was left out and why, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Files as named, and for a folder all files in it and below, sorted, by known extension (also with `.gz`). Hidden files
 * are left out; so are links that lead out of the folder, with a note. Relative paths start from `cwd` and stay as given.
 */
export async function findFiles(paths: readonly string[], cwd = "."): Promise<FoundFiles> {
  const files: string[] = [];
  const notes: string[] = [];
  for (const path of paths) {
    if (path === STDIN || !(await isFolder(path, cwd))) files.push(path);
    else await walk(path, cwd, files, notes);
  }
  return { files: [...new Set(files)], notes };
}

async function isFolder(path: string, cwd: string): Promise<boolean> {
  const stats = await stat(resolve(cwd, path)).catch(async (error: unknown) => {
    throw await explainSystemError(path, error, cwd);
  });
  return stats.isDirectory();
}

async function walk(folder: string, cwd: string, files: string[], notes: string[]): Promise<void> {
  const at = (path: string) => resolve(cwd, path);
  const root = await realpath(at(folder));
  const before = files.length;
  const seen = new Set<string>();
  async function enter(path: string): Promise<void> {
    const real = await realpath(at(path));
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of (await readdir(at(path), { withFileTypes: true })).sort(byName)) {
      if (entry.name.startsWith(".")) continue;
      const inner = join(path, entry.name);
      if (entry.isSymbolicLink() && !(await staysInside(root, at(inner)))) {
        notes.push(`${inner} is a link that leads out of ${folder}, and was left out`);
      } else if (await isFolderInside(at(inner))) await enter(inner);
      else if (isKnown(entry.name)) files.push(inner);
    }
  }
  await enter(folder);
  if (files.length === before) throw noFiles(folder);
}

/** False also for a link that leads nowhere. */
async function staysInside(root: string, link: string): Promise<boolean> {
  const target = await realpath(link).catch(() => undefined);
  return target?.startsWith(root + sep) === true;
}

async function isFolderInside(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory();
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function isKnown(name: string): boolean {
  const lower = name.toLowerCase();
  if (lower.endsWith(".gz")) return !lower.endsWith(".tar.gz");
  return EXTENSIONS.some((extension) => lower.endsWith(extension));
}

function noFiles(folder: string): FileProblem {
  return new FileProblem({
    path: folder,
    expected: `a folder with files of usage (${EXTENSIONS.join(", ")}, also with .gz)`,
    found: "none of these in it",
    remedy: "name the files themselves",
  });
}
