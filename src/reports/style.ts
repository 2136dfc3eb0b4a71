import type { Terminal } from "./terminal.js";

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;
export type Style = keyof typeof CODES;

/** The text in a style where the terminal has colours, else as it is. */
export function styled(text: string, style: Style | undefined, terminal: Terminal): string {
  if (style === undefined || !terminal.color || text === "") return text;
  const [on, off] = CODES[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
