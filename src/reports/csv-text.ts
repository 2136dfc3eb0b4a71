import { Decimal } from "../money/index.js";

/** Null is an empty cell: unknown, not 0. */
export type CsvCell = string | Decimal | number | boolean | null;

/** What a spreadsheet takes for a formula at the start of a cell. Source: OWASP, "CSV Injection". */
const FORMULA = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/**
 * Comma-separated values as RFC 4180 has them, the header first, lines ending with a line feed. Numbers are written exactly;
 * text that a spreadsheet would run as a formula gets an apostrophe before it, which the spreadsheet does not show.
 */
export function csvText(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  let text = csvLine(header);
  for (const row of rows) text += csvLine(row);
  return text;
}

/** One line, for answers that are written in pieces. */
function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(",")}\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return cell instanceof Decimal ? cell.toString() : String(cell);
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
