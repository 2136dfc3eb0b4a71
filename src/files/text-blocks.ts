import { type Encoding, type LineDecoder, utf8Decoder } from "./encoding.js";

/** Whole lines of text, each with its line end (but for the file's last), or one line that was too long to keep. */
export type TextBlock =
  | { readonly kind: "lines"; readonly text: string }
  | { readonly kind: "overlong"; readonly length: number };

/** Text by blocks of whole lines. `longestLine`, in bytes, bounds the memory that one line can take. */
export interface BlockOptions {
  readonly encoding: Encoding;
  readonly longestLine: number;
}

export interface TextBlocks {
  readonly blocks: AsyncIterable<TextBlock>;
  readonly decoder: LineDecoder;
}

const LINE_FEED = 10;

export function textBlocks(chunks: AsyncIterable<Uint8Array>, options: BlockOptions): TextBlocks {
  if (options.encoding === "utf-16le" || options.encoding === "utf-16be") return utf16Blocks(chunks, options);
  const decoder = utf8Decoder();
  return { decoder, blocks: byteBlocks(chunks, decoder, options.longestLine) };
}

async function* byteBlocks(
  chunks: AsyncIterable<Uint8Array>,
  decoder: LineDecoder,
  longestLine: number,
): AsyncGenerator<TextBlock> {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  for await (const chunk of chunks) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (keptBytes > longestLine) {
      const end = bytes.indexOf(LINE_FEED);
      keptBytes += end < 0 ? bytes.length : end;
      kept = [];
      if (end < 0) continue;
      yield { kind: "overlong", length: keptBytes };
      keptBytes = 0;
      bytes = bytes.subarray(end + 1);
    }
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      const whole = bytes.subarray(0, end);
      yield { kind: "lines", text: decoder.decode(kept.length === 0 ? whole : Buffer.concat([...kept, whole])) };
      kept = [];
      keptBytes = 0;
    }
    if (end < bytes.length) kept.push(bytes.subarray(end));
    keptBytes += bytes.length - end;
  }
  if (keptBytes > longestLine) yield { kind: "overlong", length: keptBytes };
  else if (keptBytes > 0) yield { kind: "lines", text: decoder.decode(Buffer.concat(kept)) };
}

/** UTF-16 is turned into UTF-8 first, so that lines are cut in one place only. */
function utf16Blocks(chunks: AsyncIterable<Uint8Array>, options: BlockOptions): TextBlocks {
  const decoder = utf8Decoder();
  return {
    decoder: { decode: decoder.decode, notes: decoder.notes, encoding: () => options.encoding },
    blocks: byteBlocks(toUtf8(chunks, options.encoding), decoder, options.longestLine),
  };
}

async function* toUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  yield encoder.encode(decoder.decode());
}
