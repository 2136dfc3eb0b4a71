import type { CsvRow } from "../../invoices/index.js";
import { CsvRecordReader } from "./record-reader.js";

/** In the order in which a tie is decided. */
const DELIMITERS = [",", ";", "\t"] as const;

/** Excel's own first line, which names the delimiter of the rest. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

export interface Delimited {
  readonly delimiter: string;
  /** Whether the file's first line is `sep=`, which is no record. */
  readonly stated: boolean;
}

/** Which delimiter cuts the first lines most evenly. */
export function sniffDelimiter(head: string): Delimited {
  const stated = SEPARATOR_LINE.exec(head);
  if (stated !== null) return { delimiter: stated[1] ?? ",", stated: true };
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const score = evenness(sampleRows(head, delimiter));
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, stated: false };
}

const SAMPLE_ROWS = 30;

/** The first records of a text that may be cut off anywhere. */
export function sampleRows(head: string, delimiter: string): readonly CsvRow[] {
  const whole = head.slice(0, 64 * 1024);
  return new CsvRecordReader(delimiter).read(whole, true).rows.slice(0, SAMPLE_ROWS);
}

/** Cells beyond the first in all rows that have the commonest width: the right delimiter gives many rows many cells. */
function evenness(rows: readonly CsvRow[]): number {
  const width = commonWidth(rows);
  return rows.filter((row) => row.cells.length === width).length * (width - 1);
}

/** The number of cells that most rows of several cells have; the larger one on a tie; 1 when no row has several. */
export function commonWidth(rows: readonly CsvRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let best = { width: 1, count: 0 };
  for (const [width, count] of counts) {
    if (count > best.count || (count === best.count && width > best.width)) best = { width, count };
  }
  return best.width;
}
