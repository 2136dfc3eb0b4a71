import stringWidth from "string-width";

/** Columns that a text fills on a terminal: wide characters count two, joined marks none. */
export function widthOf(text: string): number {
  if (isPlain(text)) return text.length;
  if (text.length <= LONG) return stringWidth(text);
  let width = 0;
  for (const [character] of text.matchAll(CHARACTER)) width += stringWidth(character);
  return width;
}

/** The library's own way through a text takes the square of its length. */
const LONG = 500;

/** Breaks a text into lines of at most `width` columns: at blanks where there are any, inside a word where there are none. */
export function wrapText(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  let filled = 0;
  for (const word of text.split(" ").flatMap((piece) => breakWord(piece, width))) {
    const wide = widthOf(word);
    if (line === "" || filled + 1 + wide <= width) {
      filled = line === "" ? wide : filled + 1 + wide;
      line = line === "" ? word : `${line} ${word}`;
    } else {
      lines.push(line);
      line = word;
      filled = wide;
    }
  }
  return [...lines, line];
}

/** Sentences below a table, each from a line of its own and no wider than the terminal. */
export function wrapLines(lines: readonly string[], width: number): string {
  return lines
    .flatMap((line) => wrapText(line, width))
    .map((line) => `${line}\n`)
    .join("");
}

/** Pieces of a word that is too long, cut after the last `-`, `.`, `/`, `_` or `:` that fits where there is one. */
function breakWord(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  let filled = 0;
  for (const [character] of word.matchAll(CHARACTER)) {
    const wide = widthOf(character);
    if (part !== "" && filled + wide > width) {
      const cut = /^.+[-./_:]/.exec(part)?.[0].length ?? part.length;
      parts.push(part.slice(0, cut));
      part = part.slice(cut);
      filled = widthOf(part);
    }
    part += character;
    filled += wide;
  }
  return [...parts, part];
}

/** What a reader takes for one character: a letter with its marks, a flag. Intl.Segmenter takes the square of a text's length. */
const CHARACTER = /\p{RI}{2}|\P{M}[\p{M}\p{EMod}]*|\p{M}+/gsu;

/** Printable ASCII is as wide as it is long; almost every cell is. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
