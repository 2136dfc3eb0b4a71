import { compareText } from "../findings/index.js";
import type { InvoiceLine, RowOutcome } from "../invoices/index.js";
import type { Instant } from "../meters/index.js";
import { type Currency, Decimal } from "../money/index.js";
import { LineAtom } from "./line-atom.js";
import { FactsIndex, type LineFacts, orderKey } from "./line-facts.js";
import { LineColumns } from "./line-sums.js";
import { ranksOf, WhoIndex } from "./who.js";

/** What became of a row that is no line. */
export interface RowNote {
  readonly line: number;
  readonly reason: string;
}

/** Most skipped or rejected rows that are kept by name; all are counted. */
const MOST_NOTES = 1000;
/** No vendor bills in less: decimals beyond are the tail of a division. */
const MOST_UNIT_DECIMALS = 12;

/**
 * Takes the rows of one file in and keeps what the reconciliation needs of them: rows that agree in all they state are summed,
 * and the sums lie in columns, so that a million lines that all differ take some tens of megabytes. Every row lands in one
 * count.
 */
export class LineBook {
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
  private readonly facts = new FactsIndex();
  private readonly whos = new WhoIndex();
  private readonly columns = new LineColumns();
  /** By facts and who: the place of their sums. */
  private readonly places: Map<number, number>[] = [];

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
    this.facts.move(by);
    if (this.from !== null) this.from += by;
    if (this.to !== null) this.to += by;
  }

  /** The lines, summed, each with its account, project and key. In one order, whatever the order of the rows. */
  *atoms(): Generator<LineAtom> {
    for (const { facts, places } of this.sorted()) {
      for (const [id, place] of places) {
        yield new LineAtom(facts, this.whos.all[id] ?? null, this.columns, [place], this.columns.sumsAt(place));
      }
    }
  }

  /** The same, summed over accounts, projects and keys: one for each thing that was billed. */
  *atomsOfAll(): Generator<LineAtom> {
    for (const { facts, places } of this.sorted()) {
      const all = places.map(([, place]) => place);
      yield new LineAtom(facts, null, this.columns, all, this.columns.sumsOver(all));
    }
  }

  /** Σ of the amounts that lines state. */
  total(): Decimal {
    return Decimal.sum(this.columns.knownAmounts());
  }

  /** The currencies that lines state. */
  currencies(): Set<Currency> {
    return new Set(this.facts.all.flatMap(({ currency }) => currency ?? []));
  }

  /** Facts, and under each the place of every who, by what they are called. */
  private *sorted(): Generator<{ readonly facts: LineFacts; readonly places: [number, number][] }> {
    const ranks = ranksOf(this.whos.all);
    const keyed = this.facts.all.map((facts) => ({ facts, key: orderKey(facts) }));
    for (const { facts } of keyed.sort((a, b) => compareText(a.key, b.key))) {
      const places = [...(this.places[facts.id] ?? [])];
      yield { facts, places: places.sort(([a], [b]) => (ranks[a] ?? 0) - (ranks[b] ?? 0)) };
    }
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
    const facts = this.facts.of(line);
    const who = this.whos.of(line);
    let places = this.places[facts.id];
    if (places === undefined) {
      places = new Map();
      this.places[facts.id] = places;
    }
    const place = places.get(who.id);
    if (place === undefined) places.set(who.id, this.columns.open(line));
    else this.columns.add(place, line);
  }
}
