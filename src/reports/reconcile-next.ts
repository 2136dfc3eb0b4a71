import type { Break, Reconciliation } from "../reconcile/index.js";

/** What to run next: one command, exactly as it can be typed. */
export function nextCommand(result: Reconciliation): string {
  const files = result.invoices.map((file) => quoted(file.path)).join(" ");
  if (!result.quantitiesChecked) return `aimodels ledger import LOGS && aimodels reconcile ${files}`;
  const largest = largestBreak(result);
  if (largest === undefined) return `aimodels reconcile ${files} --format md --out reconciliation.md`;
  const { cause, provider } = largest;
  if (cause === "missing_key" || cause === "missing_period") return "aimodels ledger import LOGS";
  if (cause === "unmapped_sku") return `aimodels list --provider ${provider}`;
  if (cause === "duplicate_events" || cause === "time_zone") return "aimodels ledger stats";
  const model = largest.values.model;
  if (model !== null && largest.owner === "catalog") return `aimodels show ${quoted(`${provider}/${model}`)}`;
  return `aimodels reconcile ${files} --format md --out reconciliation.md`;
}

function largestBreak(result: Reconciliation): Break | undefined {
  const breaks = result.statements.flatMap((statement) => statement.breaks.slice(0, 1));
  return breaks.reduce<Break | undefined>(
    (best, found) => (best === undefined || found.amount.abs().greaterThan(best.amount.abs()) ? found : best),
    undefined,
  );
}

/** A word of a shell: quoted where it holds anything but plain characters. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
