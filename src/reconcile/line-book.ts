import type { ChargeCategory } from "../catalog/index.js";
import type { InvoiceLine, LineDimensions, RowOutcome } from "../invoices/index.js";
import type { Instant, Meter, MeterGroup, Provider } from "../meters/index.js";
import type { Currency, Decimal } from "../money/index.js";

/** Rows of one file that agree in all they state, summed: an invoice of a million rows stays small. */
export interface LineAtom extends LineDimensions {
  readonly provider: Provider;
  readonly category: ChargeCategory;
  readonly name: string | null;
  readonly meter: Meter | MeterGroup | null;
  readonly from: Instant;
  readonly to: Instant;
  readonly currency: Currency | null;
  amount: Decimal | null;
  /** Null as soon as one of the rows states none. */
  quantity: Decimal | null;
  listAmount: Decimal | null;
  rows: number;
  /** First and last row of each run of rows, flattened: [12, 19, 23, 23]. */
  readonly runs: number[];
}

/** What became of a row that is no line. */
export interface RowNote {
  readonly line: number;
  readonly reason: string;
}

/** Most skipped or rejected rows that are kept by name; all are counted. */
const MOST_NOTES = 1000;
/** No vendor bills in less: decimals beyond are the tail of a division. */
const MOST_UNIT_DECIMALS = 12;

/** Takes the rows of one file in and keeps what the reconciliation needs of them. Every row lands in one count. */
export class LineBook {
  readonly atoms = new Map<string, LineAtom>();
  readonly skipped: RowNote[] = [];
  readonly rejected: RowNote[] = [];
  /** What a reader of the whole file should know. */
  readonly notes: string[] = [];
  rowCount = 0;
  lineCount = 0;
  skippedCount = 0;
  rejectedCount = 0;
  statedTotal: Decimal | null = null;
  /** Decimals of the amount column: the unit is 10^-unitDecimals. */
  unitDecimals = 0;
  /** First start and last end of a bucket, over all rows, empty ones included. */
  from: Instant | null = null;
  to: Instant | null = null;

  /** Counts the row and takes its outcome in. */
  add(outcome: RowOutcome): void {
    if (outcome.kind === "note") {
      if (!this.notes.includes(outcome.text)) this.notes.push(outcome.text);
      return;
    }
    this.rowCount += 1;
    if (outcome.kind === "line") {
      this.lineCount += 1;
      this.addLine(outcome);
    } else if (outcome.kind === "lines") {
      this.lineCount += 1;
      for (const line of outcome.lines) this.addLine(line);
    } else if (outcome.kind === "reject") {
      this.rejectedCount += 1;
      if (this.rejected.length < MOST_NOTES) this.rejected.push({ line: outcome.row, reason: outcome.reason });
    } else if (outcome.kind === "total") {
      this.skip(outcome.row, "a total that the file states");
      this.statedTotal = outcome.amount;
    } else {
      this.skip(outcome.row, outcome.reason);
      if (outcome.from !== undefined && outcome.to !== undefined) this.widen(outcome.from, outcome.to);
    }
  }

  /** Moves every bucket in time: for files whose days are those of another zone than UTC. */
  moveDays(by: number): void {
    for (const [key, atom] of this.atoms) this.atoms.set(key, { ...atom, from: atom.from + by, to: atom.to + by });
    if (this.from !== null) this.from += by;
    if (this.to !== null) this.to += by;
  }

  private skip(line: number, reason: string): void {
    this.skippedCount += 1;
    if (this.skipped.length < MOST_NOTES) this.skipped.push({ line, reason });
  }

  private widen(from: Instant, to: Instant): void {
    if (this.from === null || from < this.from) this.from = from;
    if (this.to === null || to > this.to) this.to = to;
  }

  private addLine(line: InvoiceLine): void {
    this.widen(line.from, line.to);
    if (line.amount !== null && this.unitDecimals < MOST_UNIT_DECIMALS) {
      this.unitDecimals = Math.min(MOST_UNIT_DECIMALS, Math.max(this.unitDecimals, line.amount.scale));
    }
    const key = keyOf(line);
    const atom = this.atoms.get(key);
    if (atom === undefined) this.atoms.set(key, firstAtom(line));
    else addTo(atom, line);
  }
}

function firstAtom(line: InvoiceLine): LineAtom {
  const { kind: _kind, row, requests: _requests, listAmount, ...facts } = line;
  return { ...facts, listAmount: listAmount ?? null, rows: 1, runs: [row, row] };
}

function addTo(atom: LineAtom, line: InvoiceLine): void {
  atom.amount = atom.amount === null || line.amount === null ? null : atom.amount.add(line.amount);
  atom.quantity = atom.quantity === null || line.quantity === null ? null : atom.quantity.add(line.quantity);
  const list = line.listAmount;
  atom.listAmount = atom.listAmount === null || list === undefined ? null : atom.listAmount.add(list);
  atom.rows += 1;
  const last = atom.runs.length - 1;
  if (atom.runs[last] === line.row - 1) atom.runs[last] = line.row;
  else if (atom.runs[last] !== line.row) atom.runs.push(line.row, line.row);
}

function keyOf(line: InvoiceLine): string {
  const { variant } = line;
  return [
    line.name ?? "",
    line.meter ?? "",
    line.from,
    line.to,
    line.serviceTier ?? "",
    line.context ?? "",
    line.regionClass ?? "",
    line.speed ?? "",
    line.mode ?? "",
    variant === undefined ? "" : JSON.stringify(variant),
    line.account ?? "",
    line.project ?? "",
    line.apiKey ?? "",
    line.category,
    line.currency ?? "",
    line.provider,
    line.amount === null ? "u" : "c",
    line.quantity === null ? "n" : "q",
  ].join("\u0000");
}

/** Runs of rows in their order, each as long as it goes: [1, 1, 7, 7, 2, 3] makes [1, 3, 7, 7]. */
export function mergedRuns(runs: readonly number[]): number[] {
  const pairs: { first: number; last: number }[] = [];
  for (let index = 0; index + 1 < runs.length; index += 2) {
    const [first, last] = [runs[index], runs[index + 1]];
    if (first !== undefined && last !== undefined) pairs.push({ first, last });
  }
  pairs.sort((a, b) => a.first - b.first);
  const merged: number[] = [];
  for (const { first, last } of pairs) {
    const end = merged.at(-1);
    if (end !== undefined && first <= end + 1) merged[merged.length - 1] = Math.max(end, last);
    else merged.push(first, last);
  }
  return merged;
}

/** `12-19`, `23`: the rows behind an atom, for people. */
export function rowRanges(runs: readonly number[]): string[] {
  const ranges: string[] = [];
  for (let index = 0; index + 1 < runs.length; index += 2) {
    const [first, last] = [runs[index], runs[index + 1]];
    ranges.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return ranges;
}
