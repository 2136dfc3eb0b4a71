import { compareText } from "../findings/index.js";
import type { Provider } from "../meters/index.js";
import { type Currency, Decimal } from "../money/index.js";
import type { UsageTotal } from "../usage/index.js";
import type { BillSide } from "./bill-side.js";
import type { LedgerAtom, UnpricedTotal } from "./ledger-atom.js";
import { type PricingContext, priceTotals } from "./ledger-side.js";
import { monthsOf, type Period } from "./period.js";
import type { ExcludedSum, Statement } from "./result.js";
import type { Scope } from "./scope.js";

export interface ExcludedInput {
  readonly scope: Scope;
  /** Totals of sources that policy.yaml says do not count for their provider. */
  readonly notCounting: readonly UsageTotal[];
  readonly period: Period;
  readonly pricing: PricingContext;
  readonly unpriced: readonly UnpricedTotal[];
  readonly unstateable: readonly LedgerAtom[];
  readonly bill: BillSide;
  readonly statements: readonly Statement[];
}

/** Everything that no total of the answer includes, by reason, with events and amount: nothing is left out silently. */
export function excludedSums(input: ExcludedInput): ExcludedSum[] {
  const sums = new Sums();
  for (const [reason, totals] of input.scope.excluded) addTotals(sums, reason, totals, input.pricing);
  const months = monthsOf(input.period);
  const inMonths = input.notCounting.filter(({ quarter }) => quarter >= months.from && quarter < months.to);
  addTotals(sums, "policy.yaml names another source that counts for this provider", inMonths, input.pricing);
  for (const { total, message, meter } of input.unpriced) {
    sums.add("ledger", message, total.provider, total.events, null, null, `${total.model} ${meter}`);
  }
  for (const atom of input.unstateable) {
    const reason = "the files given can never state usage of this kind";
    const name = `${atom.offer.id} ${atom.meter ?? ""} ${atom.conditions.service_tier ?? ""}`.trim();
    sums.add("ledger", reason, atom.provider, atom.events, atom.amount, atom.currency, name);
  }
  for (const { reason, line } of input.bill.cut) {
    sums.add("invoice", reason, line.provider, line.rows, line.amount, line.currency, line.name ?? "");
  }
  for (const { entries } of input.statements) {
    for (const { cell } of entries) {
      if (cell.cost.length > 0) continue;
      for (const { line } of cell.usage) {
        const reason = "rows of a usage file that met no line with money";
        sums.add("invoice", reason, line.provider, line.rows, null, null, line.name ?? "");
      }
    }
  }
  return sums.list();
}

function addTotals(sums: Sums, reason: string, totals: readonly UsageTotal[], pricing: PricingContext): void {
  const side = priceTotals(totals, pricing);
  const unpriced = new Set(side.unpriced.map(({ total }) => total));
  for (const total of unpriced) sums.add("ledger", reason, total.provider, total.events, null, null, total.model);
  const groups = new Map<string, { provider: Provider; currency: Currency; amount: Decimal }>();
  for (const { provider, currency, amount } of side.atoms) {
    const known = groups.get(provider)?.amount ?? Decimal.zero;
    groups.set(provider, { provider, currency, amount: known.add(amount) });
  }
  for (const { provider, currency, amount } of groups.values()) {
    const own = totals.filter((total) => total.provider === provider && !unpriced.has(total));
    const events = own.reduce((count, total) => count + total.events, 0);
    sums.add("ledger", reason, provider, events, amount, currency, ...own.map((total) => total.model));
  }
}

const MOST_NAMES = 5;

class Sums {
  private readonly sums = new Map<string, Omit<ExcludedSum, "names"> & { readonly known: Set<string> }>();

  add(
    side: ExcludedSum["side"],
    reason: string,
    provider: Provider,
    events: number,
    amount: Decimal | null,
    currency: Currency | null,
    ...names: readonly string[]
  ): void {
    const key = [side, reason, provider, currency ?? ""].join("\u0000");
    const sum = this.sums.get(key);
    const known = sum?.known ?? new Set<string>();
    for (const name of names) if (name !== "") known.add(name);
    const total = sum === undefined ? amount : sum.amount === null || amount === null ? null : sum.amount.add(amount);
    const all = (sum?.events ?? 0) + events;
    this.sums.set(key, { side, reason, provider, events: all, amount: total, currency, known });
  }

  /** In one order, whatever that of the input. */
  list(): ExcludedSum[] {
    const sorted = [...this.sums].sort(([a], [b]) => compareText(a, b));
    return sorted.map(([, { known, ...sum }]) => ({ ...sum, names: [...known].sort().slice(0, MOST_NAMES) }));
  }
}
