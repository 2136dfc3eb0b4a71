export { CAUSES, type CauseName, OWNERS, type Owner } from "./cause.js";
export type { InvoiceInput, LedgerInput, ReconcileInput, ReconcileOptions } from "./input.js";
export type { LineAtom } from "./line-atom.js";
export { LineBook } from "./line-book.js";
export { MARGIN, monthsOf, type Period, periodOf } from "./period.js";
export { reconcile } from "./reconcile.js";
export * from "./result.js";
export { rowRanges } from "./row-runs.js";
