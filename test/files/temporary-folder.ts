import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aimodels-"));
  made.push(folder);
  return folder;
}

/** The path of a new file with this content. */
export function temporaryFile(content: string | Uint8Array, name = "file.txt"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}
