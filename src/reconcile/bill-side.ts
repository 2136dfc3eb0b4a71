import type { Catalog } from "../catalog/index.js";
import type { Provider } from "../meters/index.js";
import { type BillAtom, type BillEntry, billEntries } from "./bill-atom.js";
import { priceBill } from "./bill-rate.js";
import type { InvoiceInput, ReconcileOptions } from "./input.js";
import type { LineAtom } from "./line-atom.js";
import type { Period } from "./period.js";

/** Everything that was billed, sorted by what the reconciliation does with it. */
export interface BillSide {
  readonly cost: readonly BillAtom[];
  /** Rows of usage files where a cost file of the same provider carries the money. */
  readonly usage: readonly BillAtom[];
  readonly charges: readonly { readonly line: LineAtom; readonly category: Exclude<LineAtom["category"], "usage"> }[];
  readonly unmapped: readonly { readonly entry: BillEntry; readonly atom: BillAtom }[];
  /** Lines that an option cut, by reason. */
  readonly cut: readonly { readonly reason: string; readonly line: LineAtom }[];
  /** No cost file was given: amounts are the catalog's. */
  readonly noMoneyBilled: boolean;
  /** Providers of which only usage files were given: their amounts are the catalog's. */
  readonly pricedByCatalog: readonly Provider[];
}

export function billSide(
  invoices: readonly InvoiceInput[],
  catalog: Catalog,
  period: Period,
  options: ReconcileOptions,
  attributed: boolean,
): BillSide {
  const side = { cost: [], usage: [], charges: [], unmapped: [], cut: [] } as Collected;
  const [withMoney, withoutMoney] = [new Set<Provider>(), new Set<Provider>()];
  for (const file of costFirst(invoices)) {
    for (const entry of billEntries(file, catalog, options.dayOffset, attributed)) {
      const line = entry.kind === "usage" ? entry.atom.line : entry.line;
      const reason = cutReason(entry, line, period, options);
      if (file.kind === "cost") withMoney.add(line.provider);
      if (reason !== undefined) side.cut.push({ reason, line });
      else if (entry.kind === "charge") side.charges.push(entry);
      else if (entry.kind === "unmapped") side.unmapped.push({ entry, atom: bare(line, file) });
      else if (file.kind === "cost") side.cost.push(entry.atom);
      else if (withMoney.has(line.provider)) side.usage.push(entry.atom);
      else {
        withoutMoney.add(line.provider);
        side.cost.push(atCatalogPrice(entry.atom, catalog));
      }
    }
  }
  const noMoneyBilled = invoices.every((file) => file.kind === "usage");
  return { ...side, noMoneyBilled, pricedByCatalog: [...withoutMoney].sort() };
}

/** Whether a usage file's provider has a cost file too is known once those are read. */
function costFirst(invoices: readonly InvoiceInput[]): InvoiceInput[] {
  return [...invoices.filter((file) => file.kind === "cost"), ...invoices.filter((file) => file.kind === "usage")];
}

interface Collected {
  cost: BillAtom[];
  usage: BillAtom[];
  charges: { line: LineAtom; category: Exclude<LineAtom["category"], "usage"> }[];
  unmapped: { entry: BillEntry; atom: BillAtom }[];
  cut: { reason: string; line: LineAtom }[];
}

function cutReason(entry: BillEntry, line: LineAtom, period: Period, options: ReconcileOptions): string | undefined {
  if (line.from < period.from || line.to > period.to) return "outside --period, --since or --until";
  if (options.provider !== undefined && line.provider !== options.provider) return "left out by --provider";
  const values = entry.kind === "usage" ? entry.atom.values : {};
  if (options.account !== undefined && values.account !== options.account) return "left out by --account";
  if (options.project !== undefined && values.project !== options.project) return "left out by --project";
  return undefined;
}

function bare(line: LineAtom, file: InvoiceInput): BillAtom {
  return { line, file, offer: null, set: null, lifted: {}, meter: null, klass: "unmapped", values: {} };
}

/** A usage file alone is held against the ledger by quantity; its amounts are the catalog's. */
function atCatalogPrice(atom: BillAtom, catalog: Catalog): BillAtom {
  const { line } = atom;
  if (line.quantity === null) return atom;
  const { price } = priceBill(catalog, atom, line.quantity);
  return { ...atom, line: line.withAmount(price?.amount ?? null) };
}
