import type { CsvRow } from "../../invoices/index.js";

/**
 * Own reader, because no library recovers as this one must: a quote that is never closed costs the lines up to where it
 * opened and not the rest of the file, every record knows its line, and a file of any size is read in constant memory.
 * Records are RFC 4180: cells in quotes may hold delimiters, line ends and doubled quotes. A quote within a bare cell is text.
 */
export interface RejectedLine {
  /** From 1; of a quote that is never closed, the line on which it opens. */
  readonly line: number;
  readonly reason: string;
}

export interface CsvChunk {
  readonly rows: readonly CsvRow[];
  readonly rejected: readonly RejectedLine[];
}

/** Most lines that a record may run over. */
const MOST_LINES = 100;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const SPACE = 32;
const TAB = 9;

interface Scanned {
  readonly cells: string[];
  /** Where the next record starts. */
  readonly next: number;
  readonly lines: number;
}

interface Broken {
  /** Lines between the record's start and the quote (or the damage) that breaks it. */
  readonly linesBefore: number;
  /** Undefined: the text ended within quotes, and more may come. */
  readonly reason: string | undefined;
}

export class CsvRecordReader {
  private readonly delimiter: string;
  private readonly delimiterCode: number;
  private readonly width: number | undefined;
  private line = 1;
  private pending = "";
  /** Where the next delimiter of the text stands that is being read: a text without one is not searched for it at every line. */
  private delimiterAt = -1;

  /** `width`: cells of the header; a record over several lines with another number is taken for an unclosed quote. */
  constructor(delimiter: string, width?: number) {
    this.delimiter = delimiter;
    this.delimiterCode = delimiter.charCodeAt(0);
    this.width = width;
  }

  /** Reads a block of whole lines; a record that it does not end is kept for the next. `last`: nothing follows. */
  read(block: string, last: boolean): CsvChunk {
    const text = this.pending === "" ? block : this.pending + block;
    this.pending = "";
    const rows: CsvRow[] = [];
    const rejected: RejectedLine[] = [];
    let position = 0;
    let quote = nextQuote(text, 0);
    this.delimiterAt = -1;
    while (position < text.length) {
      if (quote < position) quote = nextQuote(text, position);
      const end = endOfLine(text, position);
      if (quote > end) {
        const stop = text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
        if (stop > position) rows.push({ line: this.line, cells: this.split(text, position, stop) });
        this.line += 1;
        position = end + 1;
        continue;
      }
      const record = this.scan(text, position, end);
      if ("cells" in record) {
        rows.push({ line: this.line, cells: record.cells });
        this.line += record.lines;
        position = record.next;
      } else if (record.reason === undefined && !last) {
        this.pending = text.slice(position);
        break;
      } else {
        const skipped = record.linesBefore + 1;
        const reason = record.reason ?? "a quote opens here and is not closed before the end of the file";
        rejected.push({ line: this.line + record.linesBefore, reason });
        this.line += skipped;
        position = afterLines(text, position, skipped);
      }
    }
    return { rows, rejected };
  }

  /** One line that was too long to be read: it, and a record that it would have ended, are rejected. */
  skipLine(length: number): CsvChunk {
    const open = this.read("", true);
    const rejected = [...open.rejected, { line: this.line, reason: `the line is too long (${length} bytes)` }];
    this.line += 1;
    return { rows: open.rows, rejected };
  }

  /** The number of the line that comes next. */
  nextLine(): number {
    return this.line;
  }

  private split(text: string, start: number, stop: number): string[] {
    const cells: string[] = [];
    let from = start;
    for (;;) {
      const at = this.nextDelimiter(text, from);
      if (at >= stop) break;
      cells.push(text.slice(from, at));
      from = at + 1;
    }
    cells.push(text.slice(from, stop));
    return cells;
  }

  private nextDelimiter(text: string, from: number): number {
    if (this.delimiterAt < from) {
      const at = text.indexOf(this.delimiter, from);
      this.delimiterAt = at < 0 ? Number.POSITIVE_INFINITY : at;
    }
    return this.delimiterAt;
  }

  /** Reads one record that has a quote somewhere on its first line, which ends at `firstEnd`. */
  private scan(text: string, start: number, firstEnd: number): Scanned | Broken {
    const cells: string[] = [];
    let position = start;
    let lines = 0;
    let quotedFrom = 0;
    let lineEnd = firstEnd;
    for (;;) {
      let end: number;
      if (text.charCodeAt(position) === QUOTE) {
        const cell = quotedCell(text, position, MOST_LINES - lines);
        if (typeof cell === "string") return { linesBefore: lines, reason: cell };
        if (cell === undefined) return { linesBefore: lines, reason: undefined };
        cells.push(cell.value);
        end = skipBlanks(text, cell.end, this.delimiterCode);
        if (!this.endsCell(text, end)) return { linesBefore: lines, reason: TEXT_AFTER_QUOTE };
        if (cell.lines > 0) {
          quotedFrom = lines;
          lineEnd = endOfLine(text, cell.end);
        }
        lines += cell.lines;
      } else {
        end = Math.min(this.nextDelimiter(text, position), lineEnd);
        const stop = end === lineEnd && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
        cells.push(text.slice(position, Math.max(position, stop)));
      }
      if (text.charCodeAt(end) === this.delimiterCode) {
        position = end + 1;
        continue;
      }
      if (lines > 0 && this.width !== undefined && cells.length !== this.width) {
        return { linesBefore: quotedFrom, reason: otherWidth(cells.length, this.width) };
      }
      return { cells, lines: lines + 1, next: afterLines(text, end, 1) };
    }
  }

  private endsCell(text: string, position: number): boolean {
    return (
      text.charCodeAt(position) === this.delimiterCode || endsLine(text, position) || text.startsWith("\r\n", position)
    );
  }
}

const TEXT_AFTER_QUOTE =
  'text follows a closing quote; expected the delimiter or the end of the line (a quote within quotes is written twice: "")';

function otherWidth(found: number, expected: number): string {
  return `the quote that opens here closes lines later and makes a record of ${found} cells; the header has ${expected}`;
}

interface QuotedCell {
  readonly value: string;
  /** After the closing quote. */
  readonly end: number;
  /** Line ends within the quotes. */
  readonly lines: number;
}

/** The cell, a reason when it runs over too many lines, or undefined when the text ends before the quote closes. */
function quotedCell(text: string, open: number, mostLines: number): QuotedCell | string | undefined {
  let value = "";
  let from = open + 1;
  let lines = 0;
  let lineEnd = text.indexOf("\n", from);
  for (;;) {
    const close = text.indexOf('"', from);
    const until = close < 0 ? text.length : close;
    while (lineEnd >= 0 && lineEnd < until) {
      lines += 1;
      if (lines >= mostLines) return `a quote opens here and is not closed within ${MOST_LINES} lines`;
      lineEnd = text.indexOf("\n", lineEnd + 1);
    }
    if (close < 0) return undefined;
    if (text.charCodeAt(close + 1) !== QUOTE) {
      return { value: value + text.slice(from, close), end: close + 1, lines };
    }
    value += text.slice(from, close + 1);
    from = close + 2;
  }
}

function nextQuote(text: string, from: number): number {
  const at = text.indexOf('"', from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
}

function skipBlanks(text: string, from: number, delimiter: number): number {
  let position = from;
  for (;;) {
    const code = text.charCodeAt(position);
    if (code !== SPACE && (code !== TAB || delimiter === TAB)) return position;
    position += 1;
  }
}

function endsLine(text: string, position: number): boolean {
  return position >= text.length || text.charCodeAt(position) === LINE_FEED;
}

/** The position after `count` line ends from here. */
function afterLines(text: string, from: number, count: number): number {
  let position = from;
  for (let line = 0; line < count; line += 1) {
    const end = text.indexOf("\n", position);
    if (end < 0) return text.length;
    position = end + 1;
  }
  return position;
}
