import type { Break, Reconciliation, Statement } from "../../src/reconcile/index.js";

/** A result as data, without the numbers of the rows: they say where a line stands, which another order changes. */
export function resultText(result: Reconciliation): string {
  const { status, period, statements, rateCheck, excluded, notes, quantitiesChecked, noMoneyBilled } = result;
  const { differing, ...counts } = rateCheck;
  const lines = differing.map(({ lines: _rows, ...line }) => line);
  const all = {
    status,
    period,
    quantitiesChecked,
    noMoneyBilled,
    statements: statements.map(statementOf),
    excluded,
    notes,
  };
  return JSON.stringify({ ...all, rateCheck: { ...counts, lines } }, null, 1);
}

function statementOf({ currency, coverage, bridge, cells, causes, breaks, charges }: Statement): object {
  return { currency, coverage, bridge, cells, causes, charges, breaks: breaks.map(breakOf) };
}

function breakOf({ cells, invoice, ...found }: Break): object {
  const { lines: _rows, ...billed } = invoice;
  return {
    ...found,
    invoice: billed,
    cells: cells.map(({ cell, numbers }) => [cell.klass, cell.values, numbers.difference]),
  };
}
