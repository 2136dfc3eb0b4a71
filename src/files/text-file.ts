import { type ByteSource, type OpenBytesOptions, openBytes } from "./byte-source.js";
import { detectEncoding, type Encoding } from "./encoding.js";
import { FileProblem } from "./file-problem.js";
import { refuseBinary, refuseNuls } from "./file-type.js";
import { gunzip, isGzip } from "./gzip.js";
import { type TextBlock, textBlocks } from "./text-blocks.js";

/** A file of text, whatever its encoding and compression, by blocks of whole lines. */
export interface TextFile {
  readonly path: string;
  /** Bytes on disk; undefined for standard input. */
  readonly size: number | undefined;
  readonly blocks: AsyncIterable<TextBlock>;
  /** What stands in the first block, to tell what the file is. */
  readonly head: string;
  bytesRead(): number;
  /** Of the raw bytes, as they lie on disk; complete once all blocks were read. */
  sha256(): string;
  encoding(): Encoding;
  /** What a reader should know of how the file was read. */
  readonly notes: readonly string[];
}

export interface OpenOptions extends OpenBytesOptions {
  /** Bytes that one line may take; longer lines are reported and left out. */
  readonly longestLine?: number;
}

/** A log line may carry a whole conversation, with its pictures. */
const LONGEST_LINE = 64 * 1024 * 1024;
const HEAD_BYTES = 64 * 1024;

/** Throws a FileProblem for what is no file, no text, or empty. */
export async function openText(path: string, options: OpenOptions = {}): Promise<TextFile> {
  const source = await openBytes(path, options);
  const raw = await peek(source.chunks);
  const plain = isGzip(raw.head) ? await peek(gunzip(path, raw.all)) : raw;
  if (plain.head.length === 0) throw emptyFile(path);
  refuseBinary(path, plain.head);
  const { encoding, mark } = detectEncoding(plain.head);
  if (encoding === "utf-8") refuseNuls(path, plain.head);
  const longestLine = options.longestLine ?? LONGEST_LINE;
  const text = textBlocks(lineFeeds(skipBytes(plain.all, mark), plain.head), { encoding, longestLine });
  return await withHead(source, text.blocks, text.decoder);
}

async function withHead(
  source: ByteSource,
  blocks: AsyncIterable<TextBlock>,
  decoder: { encoding(): Encoding; readonly notes: readonly string[] },
): Promise<TextFile> {
  const iterator = blocks[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* all(): AsyncGenerator<TextBlock> {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  const head = !first.done && first.value.kind === "lines" ? first.value.text : "";
  if (!first.done && first.value.kind === "lines" && head.trim() === "" && head.length < HEAD_BYTES) {
    throw emptyFile(source.path);
  }
  return {
    path: source.path,
    size: source.size,
    blocks: all(),
    head,
    bytesRead: source.bytesRead,
    sha256: source.sha256,
    encoding: decoder.encoding,
    notes: decoder.notes,
  };
}

function emptyFile(path: string): FileProblem {
  return new FileProblem({
    path,
    expected: "a file with content",
    found: "an empty one",
    remedy: "export it again; the export may have had no rows, or was not finished",
  });
}

interface Peeked {
  readonly head: Uint8Array;
  /** Everything, the head included. */
  readonly all: AsyncIterable<Uint8Array>;
}

/** Looks at the first bytes without losing them. */
async function peek(chunks: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* parts;
    parts.length = 0;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head: parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts), all: all() };
}

async function* skipBytes(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (left === 0) yield chunk;
    else {
      const skipped = Math.min(left, chunk.length);
      left -= skipped;
      if (skipped < chunk.length) yield chunk.subarray(skipped);
    }
  }
}

/** Files of old Macintosh programs end lines with a carriage return alone; every reader after this sees line feeds. */
function lineFeeds(chunks: AsyncIterable<Uint8Array>, head: Uint8Array): AsyncIterable<Uint8Array> {
  return head.includes(10) || !head.includes(13) ? chunks : withLineFeeds(chunks);
}

async function* withLineFeeds(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.map((byte) => (byte === 13 ? 10 : byte));
}
