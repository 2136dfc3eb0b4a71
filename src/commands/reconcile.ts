import type { Catalog } from "../catalog/index.js";
import { InputError } from "../findings/index.js";
import type { Ledger } from "../ledger/ledger.js";
import {
  reconcile as hold,
  type InvoiceInput,
  type LedgerInput,
  MARGIN,
  monthsOf,
  periodOf,
  type ReconcileOptions,
  type Reconciliation,
} from "../reconcile/index.js";
import { reconcileBy } from "../reports/reconcile-by.js";
import { reconcileCsv } from "../reports/reconcile-csv.js";
import { reconcileDocument } from "../reports/reconcile-json.js";
import { reconcileMarkdown } from "../reports/reconcile-md.js";
import { reconcileTable } from "../reports/reconcile-table.js";
import type { Command, Deps, Exit } from "./command.js";
import { distinctFiles } from "./invoice-overlap.js";
import { readInvoice } from "./read-invoice.js";
import { BY, offsetOf, optionsOf, type ReconcileGiven, readReconcileOptions } from "./reconcile-options.js";

export const reconcile: Command<ReconcileGiven> = {
  name: "reconcile",
  summary: "hold a provider's invoice against ledger and catalog, and explain every cent of the difference",
  description: [
    "Reads any export of a provider's costs or usage, finds its format by the header, and shows a bridge from the",
    "recorded usage to the invoice that adds up to the last decimal. Each difference gets its cause, the evidence and who",
    "should act. Without a ledger the rates of the invoice are checked against the catalog.",
  ].join(" "),
  arguments: [{ name: "INVOICE", description: "an export; - is standard input", required: true, variadic: true }],
  options: [
    { name: "from", value: "FORMAT", description: "read the files as this format", default: "found by the header" },
    { name: "period", value: "MONTH", description: "only this month, such as 2026-10" },
    { name: "since", value: "TIME", description: "only from this time on" },
    { name: "until", value: "TIME", description: "only before this time" },
    { name: "provider", value: "P", description: "only this provider" },
    { name: "account", value: "A", description: "only this account" },
    { name: "project", value: "P", description: "only this project" },
    { name: "time-zone", value: "ZONE", description: "the zone in which the invoice counts its days", default: "UTC" },
    { name: "tolerance", value: "SHARE", description: "a difference up to this share passes", default: "0.5%" },
    { name: "tolerance-amount", value: "AMOUNT", description: "a difference up to this passes", default: "0.01" },
    { name: "tax-rate", value: "SHARE", description: "try whether amounts include this tax, such as 19%" },
    { name: "exchange-rate", value: "RATE", description: "try whether amounts were converted at this rate" },
    { name: "by", value: "DIMENSION", description: "a table by this dimension as well", choices: BY },
    { name: "add", description: "take several cost files of the same lines, though they count twice" },
  ],
  formats: ["table", "json", "csv", "md"],
  examples: [
    { command: "aimodels reconcile cost_2026-10-01_2026-10-31.csv", explains: "one month of OpenAI" },
    {
      command: "aimodels reconcile claude_api_cost_2026_10.csv claude_api_tokens_2026_10.csv",
      explains: "a cost file and a usage file that complete each other",
    },
  ],
  exitCodes: {
    0: "reconciled: nothing beyond tolerance",
    1: "breaks were found, rates differ, or rows were rejected",
    3: "a file could not be read or understood, or two files would count twice",
  },
  read: readReconcileOptions,
  async run(given, deps) {
    const catalog = await deps.openCatalog();
    const { invoices, options, notes } = await gather(given, catalog, deps);
    const ledger = await deps.openLedger("read");
    try {
      const input = ledger === undefined ? null : ledgerInput(ledger, invoices, options);
      const result = hold({ invoices, ledger: input, catalog, options, attributed: given.by !== undefined });
      return {
        exit: exitOf(result),
        json: reconcileDocument(result),
        render: (format, terminal) => {
          if (format === "csv") return reconcileCsv(result);
          if (format === "md") return reconcileMarkdown(result);
          const by = given.by === undefined ? "" : `\n${reconcileBy(result, given.by, terminal)}`;
          return reconcileTable(result, terminal) + by;
        },
        notes,
      };
    } finally {
      ledger?.close();
    }
  },
};

interface Gathered {
  readonly invoices: readonly InvoiceInput[];
  readonly options: ReconcileOptions;
  readonly notes: readonly string[];
}

async function gather(given: ReconcileGiven, catalog: Catalog, deps: Deps): Promise<Gathered> {
  const read: InvoiceInput[] = [];
  for (const path of given.files) read.push(await readInvoice(path, given.from, deps));
  const { files, notes } = distinctFiles(read, given.add);
  refuseUnreadable(files);
  const inUtc = optionsOf(given, catalog, 0);
  const period = periodOf(files, inUtc);
  if (given.timeZone === undefined || period === undefined) return { invoices: files, options: inUtc, notes };
  const offset = offsetOf(given.timeZone, period.from);
  for (const { book } of files) book.moveDays(-offset);
  const moves = offsetOf(given.timeZone, period.to) !== offset;
  const note = `${given.timeZone} changes its clocks in the period; days are counted with the offset of its first day`;
  return { invoices: files, options: optionsOf(given, catalog, offset), notes: moves ? [...notes, note] : notes };
}

function refuseUnreadable(files: readonly InvoiceInput[]): void {
  for (const { path, book } of files) {
    if (book.lineCount + book.skippedCount > 0 || book.rejectedCount === 0) continue;
    const [first] = book.rejected;
    const position = { file: path, ...(first === undefined ? {} : { line: first.line }) };
    throw new InputError(`no row of the file could be understood: ${first?.reason ?? ""}`, { position });
  }
}

/** The totals of the calendar months that the bill touches, and of two days around its period. */
function ledgerInput(ledger: Ledger, invoices: readonly InvoiceInput[], options: ReconcileOptions): LedgerInput {
  const { events, through } = ledger.stats();
  const period = periodOf(invoices, options);
  if (period === undefined) return { totals: [], duplicates: [], events, through };
  const months = monthsOf(period);
  const query = { from: Math.min(months.from, period.from - MARGIN), until: Math.max(months.to, period.to + MARGIN) };
  const inPeriod = { from: period.from, until: period.to };
  return { totals: [...ledger.totals(query)], duplicates: [...ledger.duplicates(inPeriod)], events, through };
}

function exitOf({ status, invoices, rateCheck, quantitiesChecked }: Reconciliation): Exit {
  const rejected = invoices.some((file) => file.rejected > 0);
  const rates = !quantitiesChecked && rateCheck.differ > 0;
  return status === "breaks" || rejected || rates ? 1 : 0;
}
