import type { TransformOptions } from "node:stream";
import { createGunzip, type Gunzip, type ZlibOptions } from "node:zlib";
import { FileProblem } from "./file-problem.js";
import { codeOf } from "./missing-file.js";

/** Text compresses 5 to 30 times; a bomb a thousand times. Both bounds together must be passed. */
const BOMB: GunzipLimits = { ratio: 200, bytes: 1024 ** 3 };

/** Compressed bytes taken at a time: at most a thousand times as many come out before they are handed on. */
const SLICE_BYTES = 32 * 1024;

/** What comes of a slice waits until it is read, and never holds up the slice. */
const OPTIONS: ZlibOptions & TransformOptions = {
  chunkSize: 128 * 1024,
  readableHighWaterMark: Number.MAX_SAFE_INTEGER,
};

export interface GunzipLimits {
  readonly ratio: number;
  readonly bytes: number;
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Uncompresses as it reads. Throws a FileProblem where the data is damaged or cut off, after everything before that was
 * yielded, and for a bomb: more than `ratio` times the compressed size and more than `bytes`.
 */
export async function* gunzip(
  path: string,
  compressed: AsyncIterable<Uint8Array>,
  limits: GunzipLimits = BOMB,
): AsyncGenerator<Uint8Array> {
  const unzip = createGunzip(OPTIONS);
  unzip.on("error", () => {});
  let read = 0;
  let made = 0;
  function checked(out: Buffer): Buffer {
    made += out.length;
    if (made > limits.bytes && made > limits.ratio * read) throw bomb(path, read, made);
    return out;
  }
  try {
    for await (const chunk of compressed) {
      for (let start = 0; start < chunk.length; start += SLICE_BYTES) {
        const slice = chunk.subarray(start, start + SLICE_BYTES);
        read += slice.length;
        await written(unzip, slice);
        for (let out: Buffer | null = unzip.read(); out !== null; out = unzip.read()) yield checked(out);
      }
    }
    unzip.end();
    for await (const out of unzip) yield checked(out);
  } catch (error) {
    throw broken(path, error);
  } finally {
    unzip.destroy();
  }
}

/** Waits until the slice has gone through; what came of it is then ready to be read. */
function written(unzip: Gunzip, slice: Uint8Array): Promise<void> {
  return new Promise((done, fail) => {
    unzip.once("error", fail);
    unzip.write(slice, (error) => {
      unzip.off("error", fail);
      if (error) fail(error);
      else done();
    });
  });
}

function bomb(path: string, read: number, made: number): FileProblem {
  return new FileProblem({
    path,
    expected: "compressed text",
    found: `data that grows ${Math.floor(made / read)} times, to over ${Math.floor(made / 1e6)} MB`,
    remedy: "if the file is genuine, uncompress it (gunzip) and read the result",
  });
}

function broken(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || !/^Z_/.test(code)) return error;
  return new FileProblem({
    path,
    expected: "a whole gzip file",
    found: code === "Z_BUF_ERROR" ? "one that is cut off" : "one that is damaged",
    remedy: "get the file again; everything before the damage was read",
    cause: error,
  });
}
