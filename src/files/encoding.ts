import { isUtf8 } from "node:buffer";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark to leave out. */
  readonly mark: number;
}

/** By the byte order mark, else by where the NULs stand: text in UTF-16 has them in every other place. */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", mark: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", mark: 2 };
  return { encoding: byNuls(head) ?? "utf-8", mark: 0 };
}

function byNuls(head: Uint8Array): Encoding | undefined {
  const nuls = [0, 0];
  const looked = Math.min(head.length, 4096) & ~1;
  for (let index = 0; index < looked; index += 1) {
    const side = index & 1;
    if (head[index] === 0) nuls[side] = (nuls[side] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls;
  const half = looked / 2;
  if (odd > half * 0.4 && even === 0) return "utf-16le";
  return even > half * 0.4 && odd === 0 ? "utf-16be" : undefined;
}

/** Turns whole lines of bytes into text and keeps in mind what it met on the way. */
export interface LineDecoder {
  decode(bytes: Buffer): string;
  encoding(): Encoding;
  readonly notes: readonly string[];
}

/**
 * UTF-8 until bytes come that are none: then windows-1252 from there on, or, where real UTF-8 came before, UTF-8 with
 * replacement characters. Either is said in a note.
 */
export function utf8Decoder(): LineDecoder {
  const notes: string[] = [];
  let encoding: Encoding = "utf-8";
  let sawMultibyte = false;
  return {
    notes,
    encoding: () => encoding,
    decode(bytes) {
      if (encoding === "windows-1252") return decodeWindows1252(bytes);
      const valid = isUtf8(bytes);
      const text = valid || sawMultibyte ? bytes.toString("utf8") : undefined;
      if (valid && text !== undefined) {
        sawMultibyte ||= text.length !== bytes.length;
        return text;
      }
      if (text !== undefined) {
        if (notes.length === 0) notes.push("some bytes are not valid UTF-8; they are shown as \u{fffd}");
        return text;
      }
      encoding = "windows-1252";
      notes.push("the file is not UTF-8; it was read as Windows-1252 (Latin-1)");
      return decodeWindows1252(bytes);
    },
  };
}

/** The characters of bytes 0x80 to 0x9f; all others are as in Latin-1. Source: the WHATWG Encoding Standard. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Own, because Node 20 reads the label windows-1252 as plain Latin-1, which has no euro sign. */
function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (character) => {
    return WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character;
  });
}
