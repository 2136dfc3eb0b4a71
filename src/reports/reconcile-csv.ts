import { formatDay } from "../meters/index.js";
import { BREAK_FIELDS, type Break, type Reconciliation, type Statement } from "../reconcile/index.js";
import { type CsvCell, csvText } from "./csv-text.js";

const HEADER = [
  "section",
  "currency",
  "step",
  "amount",
  "in_breaks",
  "within_tolerance",
  "id",
  "kind",
  "cause",
  "owner",
  "provider",
  ...BREAK_FIELDS,
  "from",
  "until",
  "invoice_quantity",
  "invoice_amount",
  "ledger_quantity",
  "ledger_amount",
  "invoice_lines",
  "evidence",
  "remedy",
] as const;

type Row = Partial<Record<(typeof HEADER)[number], CsvCell>>;

/** The bridge, then the breaks, then what is excluded, one row each with every digit: the column `section` tells them apart. */
export function reconcileCsv(result: Reconciliation): string {
  const rows = [...result.statements.flatMap(statementRows), ...excludedRows(result)];
  return csvText(
    HEADER,
    rows.map((row) => HEADER.map((name) => row[name] ?? null)),
  );
}

function statementRows({ currency, bridge, breaks }: Statement): Row[] {
  const steps = bridge.map(
    ({ step, amount, inBreaks, withinTolerance }): Row => ({
      section: "bridge",
      currency,
      step,
      amount,
      in_breaks: inBreaks ?? null,
      within_tolerance: withinTolerance ?? null,
    }),
  );
  return [...steps, ...breaks.map((found) => breakRow(found, currency))];
}

function breakRow(found: Break, currency: string): Row {
  return {
    section: "break",
    currency,
    step: found.step,
    amount: found.amount,
    id: found.id,
    kind: found.kind,
    cause: found.cause,
    owner: found.owner,
    provider: found.provider,
    ...found.values,
    from: formatDay(found.period.from),
    until: formatDay(found.period.to),
    invoice_quantity: found.invoice.quantity,
    invoice_amount: found.invoice.amount,
    ledger_quantity: found.ledger.quantity,
    ledger_amount: found.ledger.amount,
    invoice_lines: found.invoice.lines.join(" "),
    evidence: found.evidence.join("; "),
    remedy: found.remedy,
  };
}

function excludedRows({ excluded }: Reconciliation): Row[] {
  return excluded.map(({ reason, provider, amount, currency, names }) => ({
    section: "excluded",
    currency,
    amount,
    provider,
    model: names.join(" "),
    evidence: reason,
  }));
}
