import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compareText } from "../findings/index.js";
import { type Currency, Decimal } from "../money/index.js";
import { type BillSide, billSide } from "./bill-side.js";
import { type BookCurrencies, bookCurrencies, currencyOfLine } from "./book-currency.js";
import { byFormat } from "./by-format.js";
import { excludedSums } from "./excluded.js";
import type { InvoiceInput, ReconcileInput } from "./input.js";
import type { LedgerAtom } from "./ledger-atom.js";
import { type PricingContext, priceTotals } from "./ledger-side.js";
import { countingTotals, overlapNotes } from "./overlap.js";
import { type Period, periodOf } from "./period.js";
import { checkRates } from "./rate-check.js";
import type { InvoiceSummary, Reconciliation, Statement } from "./result.js";
import { type Scope, scopeOf } from "./scope.js";
import { makeStatement } from "./statement.js";

/**
 * Holds invoices against the ledger's totals and the catalog: a pure function, the same inputs give the same result. One
 * statement a currency; each bridge sums exactly. The rules are semantics section 5.
 */
export function reconcile(input: ReconcileInput): Reconciliation {
  const period = periodOf(input.invoices, input.options);
  if (period === undefined) return emptyResult(input);
  const bill = billSide(input.invoices, input.catalog, period, input.options, isAttributed(input));
  const books = bookCurrencies(bill.cost);
  const pricing: PricingContext = {
    catalog: input.catalog,
    currencyOf: books.of,
    dayOffset: input.options.dayOffset,
  };
  const billed = [...bill.cost, ...bill.usage, ...bill.unmapped.map(({ atom }) => atom)];
  const { counting, other } = countingTotals(input.ledger?.totals ?? [], input.catalog);
  const scope = scopeOf(counting, billed, period, input.options);
  const compared = priceTotals(scope.compared, pricing);
  const { stateable, unstateable } = byFormat(compared.atoms, [...bill.cost, ...bill.usage]);
  const beyond = priceTotals(scope.beyond, pricing).atoms;
  const duplicates = duplicatesIn(input, billed, period, pricing);
  const quantitiesChecked = stateable.length > 0 || compared.unpriced.length > 0;
  const statements: Statement[] = [];
  const notes = [
    ...input.invoices.flatMap(fileNotes),
    ...noMoneyNotes(bill),
    ...overlapNotes(scope.compared, input.catalog),
  ];
  for (const currency of currenciesOf(bill, stateable, books)) {
    const made = makeStatement({
      input,
      period,
      currency,
      cost: bill.cost.filter((atom) => currencyOfLine(atom, books) === currency),
      usage: bill.usage.filter((atom) => currencyOfLine(atom, books) === currency),
      charges: bill.charges.filter((charge) => currencyOfLine(charge, books) === currency),
      unmapped: bill.unmapped.filter(({ atom }) => currencyOfLine(atom, books) === currency),
      ledger: stateable.filter((atom) => atom.currency === currency),
      unpriced: compared.unpriced,
      beyond: beyond.filter((atom) => atom.currency === currency),
      duplicates: duplicates.filter((atom) => atom.currency === currency),
      totals: [...scope.compared, ...scope.beyond],
      currencyOf: pricing.currencyOf,
      quantitiesChecked,
      tieOut: tieOutOf(input.invoices, currency),
    });
    statements.push(made.statement);
    notes.push(...made.notes);
  }
  const broken = statements.some((statement) => statement.breaks.length > 0);
  return {
    ...facts(input),
    status: broken ? "breaks" : "reconciled",
    period,
    quantitiesChecked,
    noMoneyBilled: bill.noMoneyBilled,
    statements,
    rateCheck: checkRates(
      bill.cost.filter((atom) => atom.file.kind === "cost"),
      input.catalog,
    ),
    excluded: excludedSums({
      scope,
      notCounting: other,
      period,
      pricing,
      unpriced: compared.unpriced,
      unstateable,
      bill,
      statements,
    }),
    notes: [...new Set(notes)],
  };
}

/** Whether each account, project and key must be told apart. */
function isAttributed({ ledger, attributed = true, options }: ReconcileInput): boolean {
  return ledger !== null || attributed || options.account !== undefined || options.project !== undefined;
}

function currenciesOf(bill: BillSide, ledger: readonly LedgerAtom[], books: BookCurrencies): Currency[] {
  const lines = [...bill.cost, ...bill.usage, ...bill.charges, ...bill.unmapped.map(({ atom }) => atom)];
  const currencies = new Set<Currency>(lines.map((atom) => currencyOfLine(atom, books)));
  for (const atom of ledger) currencies.add(atom.currency);
  return [...currencies].sort(compareText);
}

function duplicatesIn(
  input: ReconcileInput,
  billed: readonly BillSide["cost"][number][],
  period: Period,
  pricing: PricingContext,
): readonly LedgerAtom[] {
  const scope: Scope = scopeOf(input.ledger?.duplicates ?? [], billed, period, input.options);
  return priceTotals(scope.compared, pricing).atoms;
}

const HALF = new Decimal(5n, 1);

/** Stated total − Σ lines, over the files that state one. */
function tieOutOf(
  invoices: readonly InvoiceInput[],
  currency: Currency,
): { difference: Decimal; bound: Decimal } | null {
  let difference: Decimal | null = null;
  let bound = Decimal.zero;
  for (const { book } of invoices) {
    const inCurrency = [...book.currencies()].every((stated) => stated === currency);
    if (book.statedTotal === null || !inCurrency) continue;
    difference = (difference ?? Decimal.zero).add(book.statedTotal.sub(book.total()));
    const unit = new Decimal(1n, book.unitDecimals);
    bound = bound.add(HALF.mul(unit).mul(Decimal.fromInteger(book.lineCount)));
  }
  return difference === null ? null : { difference, bound };
}

function facts(input: ReconcileInput): Pick<Reconciliation, "invoices" | "catalog" | "ledger" | "tolerance" | "hash"> {
  const { contentHash, git, checked } = input.catalog;
  const { toleranceRatio: ratio, toleranceAmount: amount } = input.options;
  const ledger = input.ledger === null ? null : { events: input.ledger.events, through: input.ledger.through };
  return {
    invoices: input.invoices.map(summaryOf),
    catalog: { contentHash, git, checked },
    ledger,
    tolerance: { ratio, amount },
    hash: hashOf(input),
  };
}

/** One value for everything that went in, so that two answers can be told to be of the same question. */
function hashOf(input: ReconcileInput): string {
  const files = input.invoices
    .map((file) => [file.sha256, file.format])
    .sort((a, b) => compareText(a.join(), b.join()));
  const ledger = input.ledger === null ? null : [input.ledger.events, input.ledger.through];
  const text = JSON.stringify([files, input.catalog.contentHash, ledger, input.options]);
  return bytesToHex(sha256(utf8ToBytes(text)));
}

function summaryOf(file: InvoiceInput): InvoiceSummary {
  const { book } = file;
  return {
    path: file.path,
    sha256: file.sha256,
    format: file.format,
    kind: file.kind,
    rows: book.rowCount,
    lines: book.lineCount,
    skipped: book.skippedCount,
    skips: book.skipped,
    rejected: book.rejectedCount,
    rejects: book.rejected,
    statedTotal: book.statedTotal,
    total: file.kind === "usage" ? null : book.total(),
    never: file.never,
  };
}

/** Beside other bills, a provider of which only a usage file was given is easily taken for billed. */
function noMoneyNotes({ noMoneyBilled, pricedByCatalog }: BillSide): string[] {
  if (noMoneyBilled) return [];
  return pricedByCatalog.map((provider) => `no cost file of ${provider} was given: its amounts here are the catalog's`);
}

function fileNotes(file: InvoiceInput): string[] {
  return [...file.notes, ...file.book.notes].map((note) => `${file.path}: ${note}`);
}

function emptyResult(input: ReconcileInput): Reconciliation {
  return {
    ...facts(input),
    status: "reconciled",
    period: null,
    quantitiesChecked: false,
    noMoneyBilled: false,
    statements: [],
    rateCheck: checkRates([], input.catalog),
    excluded: [],
    notes: input.invoices.flatMap(fileNotes),
  };
}
