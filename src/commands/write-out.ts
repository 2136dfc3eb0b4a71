import { randomUUID } from "node:crypto";
import { createWriteStream, rmSync, type Stats } from "node:fs";
import { lstat, realpath, rename } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InputError } from "../findings/index.js";
import type { Output } from "./command.js";

/**
 * Writes an answer to a file, whole or not at all: first beside it, then renamed over it. Links are followed; what is no
 * regular file (a device, a pipe) is written to directly. Throws an InputError when the place cannot be written.
 */
export async function writeOut(file: string, cwd: string, output: Output): Promise<void> {
  const wanted = resolve(cwd, file);
  try {
    const target = await realpath(wanted).catch(() => wanted);
    const before = await lstat(target).catch(() => undefined);
    if (before?.isDirectory()) throw new Error("it is a directory");
    await (isReplaceable(before) ? replace(target, output) : pour(target, output));
  } catch (cause) {
    throw new InputError(`cannot write ${wanted}: ${reasonOf(cause)}`, {
      cause,
      remedy: "give --out a file in a directory that exists and may be written",
    });
  }
}

/** In words, since the system's own message names the file beside it that was to become it. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause ? String(cause.code) : "";
  return REASONS[code] ?? cause.message;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "it may not be written",
  EDQUOT: "the disk quota is used up",
  EISDIR: "it is a directory",
  ENOENT: "its directory does not exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "what should be its directory is a file",
  EPERM: "it may not be written",
  EROFS: "the disk can only be read",
};

function isReplaceable(before: Stats | undefined): boolean {
  return before === undefined || before.isFile();
}

async function replace(target: string, output: Output): Promise<void> {
  const beside = join(dirname(target), `.${randomUUID()}.partial`);
  const remove = (): void => rmSync(beside, { force: true });
  // Ctrl-C ends the process at once, whatever is awaited here.
  process.once("exit", remove);
  try {
    await pour(beside, output);
    await rename(beside, target);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

async function pour(target: string, output: Output): Promise<void> {
  await pipeline(Readable.from(pieces(output)), createWriteStream(target));
}

/** The output in pieces: a text in pieces can be larger than memory. */
export function pieces(output: Output): Iterable<string | Uint8Array> {
  return typeof output === "string" || output instanceof Uint8Array ? [output] : output;
}
