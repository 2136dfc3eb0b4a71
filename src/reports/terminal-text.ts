/**
 * What a terminal obeys instead of showing: controls (so also every ANSI escape), format characters (the bidirectional
 * controls that reorder what stands around them, and what hides in a name without a width), line and paragraph separators,
 * halves of a character. Source: Unicode Technical Report 36 (security considerations) and Standard Annex 9.
 */
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** The same without the line feed. */
const OBEYED_IN_LINES = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text from a file, made safe to show on one line: what a terminal would obey is written as `\u{1b}`. */
export function terminalText(text: string): string {
  return text.replace(OBEYED, written);
}

/** As terminalText, for text of several lines: line feeds stay. */
export function terminalLines(text: string): string {
  return text.replace(OBEYED_IN_LINES, written);
}

function written(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (character === "\r") return "\\r";
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
