import type { Catalog } from "../../../src/catalog/index.js";
import { decimal } from "../../../src/money/index.js";
import { type InvoiceInput, type Reconciliation, reconcile } from "../../../src/reconcile/index.js";
import type { ReconcileOptions } from "../../../src/reconcile/input.js";
import { totalsOf, type UsageEvent, type UsageTotal } from "../../../src/usage/index.js";
import { catalog as defaultCatalog } from "./catalog.js";
import { invoice } from "./csv.js";

const OPTIONS: ReconcileOptions = {
  dayOffset: 0,
  toleranceRatio: decimal("0.005"),
  toleranceAmount: decimal("0.01"),
};

export interface HoldOptions {
  readonly options?: Partial<ReconcileOptions>;
  readonly duplicates?: readonly UsageTotal[];
  readonly catalog?: Catalog;
}

/** Reconciles files against a ledger of these events; null is no ledger. */
export function hold(
  files: readonly (string | InvoiceInput)[],
  ledger: readonly UsageEvent[] | null,
  { options = {}, duplicates = [], catalog = defaultCatalog }: HoldOptions = {},
): Reconciliation {
  return reconcile({
    invoices: files.map((file, index) => (typeof file === "string" ? invoice(file, `invoice-${index + 1}.csv`) : file)),
    ledger: ledger === null ? null : { totals: totalsOf(ledger), duplicates, events: ledger.length, through: null },
    catalog,
    options: { ...OPTIONS, ...options },
  });
}

/** `cause step amount` of each break, largest first. */
export function causesOf(result: Reconciliation): string[] {
  return result.statements.flatMap((statement) =>
    statement.breaks.map((found) => `${found.cause} ${found.step} ${found.amount}`),
  );
}

/** The steps of the first statement's bridge by name. */
export function bridgeOf(result: Reconciliation): Record<string, string> {
  const [statement] = result.statements;
  return Object.fromEntries((statement?.bridge ?? []).map((line) => [line.step, line.amount.toString()]));
}

/** The steps of the bridge that are not 0. */
export function stepsOf(result: Reconciliation): Record<string, string> {
  return Object.fromEntries(Object.entries(bridgeOf(result)).filter(([, amount]) => amount !== "0"));
}

/** What is left out, `side reason: events amount`. */
export function excludedOf(result: Reconciliation): string[] {
  return result.excluded.map(({ side, reason, events, amount, currency }) =>
    `${side} ${reason}: ${events} ${amount ?? "?"} ${currency ?? ""}`.trim(),
  );
}

/** The sentences of the evidence of all breaks. */
export function evidenceOf(result: Reconciliation): string {
  return result.statements.flatMap(({ breaks }) => breaks.flatMap((found) => found.evidence)).join("\n");
}
