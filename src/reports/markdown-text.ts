import type { Cell, Column, TableRow } from "./text-table.js";

const SPECIAL = /[\\`*_[\]|~]/g;

/** Text from a file, as one line of Markdown that shows it and does nothing else: no markup, no HTML, no links. */
export function markdownText(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(SPECIAL, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/(https?|ftp):\/\//gi, "$1&#58;//")
    .replaceAll("@", "&#64;");
}

/** A table of GitHub-flavoured Markdown, with the columns and rows of a text table. Every cell is escaped here. */
export function markdownTable(columns: readonly Column[], rows: readonly TableRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  const head = line(columns.map((column) => markdownText(column.header)));
  const rule = line(columns.map((column) => (column.align === "right" ? "--:" : "---")));
  return head + rule + rows.map((row) => line(columns.map((_, index) => cellOf(row.cells[index])))).join("");
}

function cellOf(cell: Cell | undefined): string {
  return markdownText(cell === undefined ? "" : typeof cell === "string" ? cell : cell.text);
}
