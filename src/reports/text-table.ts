import { type Style, styled } from "./style.js";
import type { Terminal } from "./terminal.js";
import { terminalText } from "./terminal-text.js";
import { widthOf, wrapText } from "./wrap-text.js";

export interface Column {
  readonly header: string;
  /** Numbers stand right. */
  readonly align?: "left" | "right";
  /** The fewest columns that its text may be wrapped to when the terminal is narrow; without one it is never wrapped. */
  readonly least?: number;
  /** Left out when the table does not fit, the highest number first; without one it always stays. */
  readonly leave?: number;
}

export type Cell = string | { readonly text: string; readonly style?: Style };

export interface TableRow {
  readonly cells: readonly Cell[];
  /** A line above: for a total. */
  readonly rule?: boolean;
}

const GAP = "  ";

/**
 * A table without borders, as wide as its content and no wider than the terminal: text wraps in the columns that allow it,
 * then columns that may be left out are. Every cell is escaped here, so that text from a file cannot steer the terminal.
 */
export function textTable(columns: readonly Column[], rows: readonly TableRow[], terminal: Terminal): string {
  const cells = rows.map((row) => row.cells.map(cellOf));
  const natural = columns.map((column, index) => naturalWidth(column, index, cells));
  const kept = keptColumns(columns, natural, terminal.width);
  const widths = fittedWidths(columns, natural, kept, terminal.width);
  const drawn = (row: readonly Required<CellParts>[], style?: Style): string[] =>
    drawRow(columns, kept, widths, row, style, terminal);
  const headers = columns.map(({ header }) => ({ text: header, style: undefined }));
  const lines = headers.some(({ text }) => text !== "") ? drawn(headers, "bold") : [];
  const rule = styled("─".repeat(tableWidth(kept, widths)), "dim", terminal);
  rows.forEach((row, index) => {
    if (row.rule) lines.push(rule);
    lines.push(...drawn(cells[index] ?? []));
  });
  return lines.map((line) => `${line}\n`).join("");
}

interface CellParts {
  text: string;
  style: Style | undefined;
}

function cellOf(cell: Cell): CellParts {
  return typeof cell === "string"
    ? { text: terminalText(cell), style: undefined }
    : { text: terminalText(cell.text), style: cell.style };
}

function naturalWidth(column: Column, index: number, rows: readonly (readonly CellParts[])[]): number {
  let widest = widthOf(column.header);
  for (const row of rows) widest = Math.max(widest, widthOf(row[index]?.text ?? ""));
  return widest;
}

/** The columns that stay: those that may be left out go while even wrapped text does not fit. */
function keptColumns(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  let kept = columns.map((_, index) => index);
  const least = (index: number): number =>
    Math.min(natural[index] ?? 0, columns[index]?.least ?? Number.MAX_SAFE_INTEGER);
  const narrowest = (): number => kept.reduce((sum, index) => sum + least(index) + GAP.length, -GAP.length);
  while (narrowest() > width) {
    const leaving = kept.reduce<number | undefined>((worst, index) => {
      const rank = columns[index]?.leave;
      return rank !== undefined && rank > (columns[worst ?? -1]?.leave ?? -1) ? index : worst;
    }, undefined);
    if (leaving === undefined) break;
    kept = kept.filter((index) => index !== leaving);
  }
  return kept;
}

/** Takes what is too much from the widest column that may be wrapped, again and again. */
function fittedWidths(
  columns: readonly Column[],
  natural: readonly number[],
  kept: readonly number[],
  width: number,
): number[] {
  const widths = [...natural];
  for (let over = tableWidth(kept, widths) - width; over > 0; over -= 1) {
    let widest: number | undefined;
    for (const index of kept) {
      const least = columns[index]?.least;
      if (least === undefined || (widths[index] ?? 0) <= least) continue;
      if (widest === undefined || (widths[index] ?? 0) > (widths[widest] ?? 0)) widest = index;
    }
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function tableWidth(kept: readonly number[], widths: readonly number[]): number {
  return kept.reduce((sum, index) => sum + (widths[index] ?? 0) + GAP.length, -GAP.length);
}

function drawRow(
  columns: readonly Column[],
  kept: readonly number[],
  widths: readonly number[],
  row: readonly CellParts[],
  style: Style | undefined,
  terminal: Terminal,
): string[] {
  const wrapped = kept.map((index) => wrapText(row[index]?.text ?? "", widths[index] ?? 0));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const parts = kept.map((index, place) => {
      const text = wrapped[place]?.[line] ?? "";
      const padding = " ".repeat(Math.max(0, (widths[index] ?? 0) - widthOf(text)));
      const painted = styled(text, style ?? row[index]?.style, terminal);
      if (columns[index]?.align === "right") return padding + painted;
      return place === kept.length - 1 ? painted : painted + padding;
    });
    return parts.join(GAP).trimEnd();
  });
}
