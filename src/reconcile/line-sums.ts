import type { InvoiceLine } from "../invoices/index.js";
import { Decimal } from "../money/index.js";
import { ExactColumn } from "./exact-column.js";
import { RowRuns } from "./row-runs.js";

/** What the rows of one or several places add up to. */
export interface LineSums {
  readonly amount: Decimal | null;
  /** Null as soon as one of the rows states none, as is `listAmount`. */
  readonly quantity: Decimal | null;
  readonly listAmount: Decimal | null;
  readonly rows: number;
}

const FIRST_CAPACITY = 1024;

/** Sums of lines by place, in columns. A place is made by `open` and stays. */
export class LineColumns {
  private readonly amounts = new ExactColumn();
  private readonly quantities = new ExactColumn();
  private readonly listAmounts = new ExactColumn();
  private readonly runs = new RowRuns();
  private capacity = 0;
  private size = 0;

  /** A place for a first line. */
  open(line: InvoiceLine): number {
    const place = this.size;
    if (place === this.capacity) this.grow(Math.max(FIRST_CAPACITY, 2 * this.capacity));
    this.size += 1;
    this.amounts.set(place, line.amount);
    this.quantities.set(place, line.quantity);
    this.listAmounts.set(place, line.listAmount ?? null);
    this.runs.open(place, line.row);
    return place;
  }

  add(place: number, line: InvoiceLine): void {
    this.amounts.add(place, line.amount);
    this.quantities.add(place, line.quantity);
    this.listAmounts.add(place, line.listAmount ?? null);
    this.runs.add(place, line.row);
  }

  sumsAt(place: number): LineSums {
    return {
      amount: this.amounts.at(place),
      quantity: this.quantities.at(place),
      listAmount: this.listAmounts.at(place),
      rows: this.runs.rowsAt(place),
    };
  }

  sumsOver(places: readonly number[]): LineSums {
    const over = (column: ExactColumn): Decimal | null => {
      const values = places.map((place) => column.at(place));
      const known = values.filter((value) => value !== null);
      return known.length < values.length ? null : Decimal.sum(known);
    };
    let rows = 0;
    for (const place of places) rows += this.runs.rowsAt(place);
    return { amount: over(this.amounts), quantity: over(this.quantities), listAmount: over(this.listAmounts), rows };
  }

  /** Every amount that is known. */
  *knownAmounts(): Generator<Decimal> {
    for (let place = 0; place < this.size; place += 1) {
      const amount = this.amounts.at(place);
      if (amount !== null) yield amount;
    }
  }

  /** First and last row of each run of rows behind the places, flattened, in the order of the file: [12, 19, 23, 23]. */
  runsOf(places: readonly number[]): number[] {
    return this.runs.over(places);
  }

  private grow(capacity: number): void {
    for (const column of [this.amounts, this.quantities, this.listAmounts, this.runs]) column.grow(capacity);
    this.capacity = capacity;
  }
}
