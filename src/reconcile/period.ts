import { DAY, type Instant } from "../meters/index.js";
import type { InvoiceInput, ReconcileOptions } from "./input.js";

export interface Period {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** How far beyond the period the ledger is read, for usage that the two sides book on different days. */
export const MARGIN = 2 * DAY;

/**
 * From the first bucket's start to the last bucket's end over all rows, empty ones included, never from the file's name;
 * cut by the options. Undefined when no row states a bucket.
 */
export function periodOf(invoices: readonly InvoiceInput[], options: ReconcileOptions): Period | undefined {
  let [from, to]: [Instant | undefined, Instant | undefined] = [undefined, undefined];
  for (const { book } of invoices) {
    if (book.from !== null && (from === undefined || book.from < from)) from = book.from;
    if (book.to !== null && (to === undefined || book.to > to)) to = book.to;
  }
  if (from === undefined || to === undefined) return undefined;
  if (options.since !== undefined) from = Math.max(from, options.since);
  if (options.until !== undefined) to = Math.min(to, options.until);
  return to > from ? { from, to } : undefined;
}

/** The calendar months of UTC that the period touches: what `excluded` accounts for. */
export function monthsOf(period: Period): Period {
  const first = new Date(period.from);
  const last = new Date(period.to - 1);
  return {
    from: Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1),
    to: Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1),
  };
}
