import { formatInstant, type Instant } from "../meters/index.js";
import type { Break, ExcludedSum, InvoiceSummary, Reconciliation, Statement } from "../reconcile/index.js";
import { rowRanges } from "../reconcile/index.js";

/** The document `aimodels/reconcile/v1`. Decimals serialise as exact text. */
export function reconcileDocument(result: Reconciliation): object {
  const { catalog, ledger, period, tolerance } = result;
  return {
    schema: "aimodels/reconcile/v1",
    status: result.status,
    period: period === null ? null : periodOf(period),
    inputs: {
      invoices: result.invoices.map(invoiceOf),
      catalog: { content_hash: catalog.contentHash, git: catalog.git, checked: timeOf(catalog.checked) },
      ledger: ledger === null ? null : { events: ledger.events, through: timeOf(ledger.through) },
      tolerance,
      hash: result.hash,
    },
    quantities_checked: result.quantitiesChecked,
    no_money_billed: result.noMoneyBilled,
    statements: result.statements.map(statementOf),
    rate_check: rateCheckOf(result),
    excluded: result.excluded.map(excludedOf),
    notes: result.notes,
  };
}

function timeOf(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}

function periodOf({ from, to }: { from: Instant; to: Instant }): object {
  return { from: formatInstant(from), to: formatInstant(to) };
}

function invoiceOf(file: InvoiceSummary): object {
  return {
    path: file.path,
    sha256: file.sha256,
    format: file.format,
    rows: file.rows,
    lines: file.lines,
    skipped_count: file.skipped,
    rejected_count: file.rejected,
    skipped: file.skips,
    rejected: file.rejects,
    stated_total: file.statedTotal,
    total: file.total,
  };
}

function statementOf(statement: Statement): object {
  const { currency, coverage, cells, causes } = statement;
  return {
    currency,
    coverage: { amount: fourDecimals(coverage.amount), quantity: fourDecimals(coverage.quantity) },
    bridge: statement.bridge.map(({ step, amount, inBreaks, withinTolerance }) =>
      inBreaks === undefined
        ? { step, amount }
        : { step, amount, in_breaks: inBreaks, within_tolerance: withinTolerance },
    ),
    cells: { matched: cells.matched, within_tolerance: cells.withinTolerance, breaks: cells.breaks },
    causes,
    breaks: statement.breaks.map(breakOf),
    charges: statement.charges,
  };
}

function fourDecimals(share: Statement["coverage"]["amount"]): string | null {
  return share === null ? null : share.toString();
}

function breakOf(found: Break): object {
  return {
    id: found.id,
    step: found.step,
    kind: found.kind,
    cause: found.cause,
    owner: found.owner,
    amount: found.amount,
    provider: found.provider,
    ...found.values,
    period: periodOf(found.period),
    invoice: found.invoice,
    ledger: found.ledger,
    catalog: found.catalog,
    cells: found.cells.map(({ cell, numbers }) => ({
      ...cell.values,
      ...(cell.values.day === undefined ? {} : { day: formatInstant(Number(cell.values.day)) }),
      amount: numbers.steps.get(found.step) ?? null,
      invoice: {
        quantity: numbers.billedQuantity,
        amount: numbers.billed,
        lines: cell.cost.flatMap((atom) => rowRanges(atom.line.runs)),
      },
      ledger: { quantity: numbers.ledgerQuantity, amount: numbers.ledgerAmount },
    })),
    evidence: found.evidence,
    remedy: found.remedy,
  };
}

function rateCheckOf({ rateCheck }: Reconciliation): object {
  const { lines, checked, agree, differ, amount, differing } = rateCheck;
  return { lines, checked, agree, differ, amount, differing };
}

function excludedOf({ side, reason, provider, events, amount, currency, names }: ExcludedSum): object {
  return { side, reason, provider, events, amount, currency, names };
}
