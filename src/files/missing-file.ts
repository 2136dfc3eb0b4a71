import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { suggest } from "../findings/index.js";
import { FileProblem } from "./file-problem.js";

/** The system's error on a path as a person can use it: what is there instead, and near names where nothing is. */
export async function explainSystemError(path: string, error: unknown, cwd = "."): Promise<unknown> {
  switch (codeOf(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return await missingFile(path, error, cwd);
    case "EACCES":
    case "EPERM":
      return new FileProblem({
        path,
        expected: "a file that may be read",
        found: "one that this user may not read",
        remedy: "check its permissions",
        cause: error,
      });
    case "EISDIR":
      return directoryInstead(path);
    default:
      return error;
  }
}

export function directoryInstead(path: string): FileProblem {
  return new FileProblem({
    path,
    expected: "a file",
    found: "a directory",
    remedy: `name one of its files: ${join(path, "…")}`,
  });
}

async function missingFile(path: string, cause: unknown, cwd: string): Promise<FileProblem> {
  const folder = dirname(path);
  const names = await readdir(resolve(cwd, folder)).catch(() => undefined);
  const near = suggest(basename(path), names ?? []);
  const remedy =
    names === undefined
      ? `the folder ${folder} does not exist either`
      : near.length > 0
        ? `did you mean ${near.map((name) => join(folder, name)).join(" or ")}?`
        : `look at what is in ${folder}`;
  return new FileProblem({ path, expected: "a file", found: "nothing of that name", remedy, cause });
}

/** The code of a system's error: `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
