import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { directoryInstead, explainSystemError } from "./missing-file.js";

/**
 * Reading goes by blocks of this size; a cell that is kept holds at most one block in memory. From 128 KiB on, V8 gives the text
 * of a block pages of its own, which takes seven times as long.
 */
const BLOCK_BYTES = 96 * 1024;

/** Standard input's name on the command line. */
export const STDIN = "-";

/** Raw bytes, counted and hashed on their way. */
export interface ByteSource {
  readonly path: string;
  /** Undefined where it cannot be known beforehand (standard input). */
  readonly size: number | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes read so far. */
  bytesRead(): number;
  /** Hex digest of the raw bytes; complete once everything was read. */
  sha256(): string;
}

export interface OpenBytesOptions {
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** The folder that relative paths start from; messages show the path as it was given. */
  readonly cwd?: string;
}

/** Opens a file, or standard input for `-`. Throws a FileProblem where there is no file to read. */
export async function openBytes(path: string, { stdin, cwd = "." }: OpenBytesOptions = {}): Promise<ByteSource> {
  if (path === STDIN && stdin !== undefined) return measured(path, undefined, stdin);
  const place = resolve(cwd, path);
  const stats = await stat(place).catch(async (error: unknown) => {
    throw await explainSystemError(path, error, cwd);
  });
  if (stats.isDirectory()) throw directoryInstead(path);
  return measured(path, stats.isFile() ? stats.size : undefined, readFileBlocks(path, cwd));
}

async function* readFileBlocks(path: string, cwd: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(resolve(cwd, path), { highWaterMark: BLOCK_BYTES });
  } catch (error) {
    throw await explainSystemError(path, error, cwd);
  }
}

function measured(path: string, size: number | undefined, raw: AsyncIterable<Uint8Array>): ByteSource {
  const hash = createHash("sha256");
  let bytes = 0;
  let digest: string | undefined;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of raw) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    digest = hash.digest("hex");
  }
  return {
    path,
    size,
    chunks: chunks(),
    bytesRead: () => bytes,
    sha256: () => digest ?? hash.copy().digest("hex"),
  };
}
