import type { Provider } from "../meters/index.js";
import type { Currency } from "../money/index.js";
import type { BillAtom } from "./bill-atom.js";
import type { CellValues } from "./cell-dimensions.js";
import type { LedgerAtom } from "./ledger-atom.js";
import type { Grade } from "./regrade.js";

/** Where an invoice's lines and the ledger's totals meet: the smallest part that both sides tell apart. */
export interface Cell {
  readonly provider: Provider;
  readonly currency: Currency;
  readonly klass: string;
  /** What every line and total of the cell states, and by which it was split. */
  readonly values: CellValues;
  /** Lines with money. */
  readonly cost: readonly BillAtom[];
  /** Rows of usage files: quantities only. */
  readonly usage: readonly BillAtom[];
  readonly ledger: readonly LedgerAtom[];
  /** The dimension in which lines and totals of this cell differ, where it was joined from several. */
  readonly regraded: Grade | null;
}

/** One atom of either side, on its way into a cell. */
export interface CellItem {
  readonly side: "cost" | "usage" | "ledger";
  readonly klass: string;
  readonly values: CellValues;
  readonly bill: BillAtom | null;
  readonly total: LedgerAtom | null;
}
