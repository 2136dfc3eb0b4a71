const OBEYED_BY_TERMINALS = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * The text of a JSON document, ending with a newline. Decimals print as strings by their own toJSON. What a terminal would
 * obey and JSON leaves bare (bidirectional controls, line separators) is written as `\uXXXX`, which means the same.
 */
export function jsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2).replace(OBEYED_BY_TERMINALS, escaped)}\n`;
}

function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
