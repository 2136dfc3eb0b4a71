import { formatDay, type Instant, type Provider } from "../meters/index.js";
import type { UsageTotal } from "../usage/index.js";
import type { BillAtom } from "./bill-atom.js";
import type { ReconcileOptions } from "./input.js";
import { MARGIN, monthsOf, type Period } from "./period.js";

/** The ledger's totals, sorted by what the reconciliation does with them. */
export interface Scope {
  readonly compared: readonly UsageTotal[];
  /** Of the same providers and accounts, up to two days before the period and after it. */
  readonly beyond: readonly UsageTotal[];
  /** Within the calendar months of the period, and in no total: by reason. */
  readonly excluded: ReadonlyMap<string, readonly UsageTotal[]>;
}

/** What is compared: semantics section 5, "Scope". Projects and keys that the bill does not name stay in. */
export function scopeOf(
  totals: readonly UsageTotal[],
  bills: readonly BillAtom[],
  period: Period,
  options: ReconcileOptions,
): Scope {
  const months = monthsOf(period);
  const providers = new Set(bills.map((bill) => bill.line.provider));
  const accounts = accountsOf(bills);
  const compared: UsageTotal[] = [];
  const beyond: UsageTotal[] = [];
  const excluded = new Map<string, UsageTotal[]>();
  for (const total of totals) {
    const foreign = foreignReason(total, providers, accounts, options);
    const inPeriod = total.quarter >= period.from && total.quarter < period.to;
    if (foreign === undefined && inPeriod) compared.push(total);
    if (foreign === undefined && !inPeriod && isNear(total.quarter, period)) beyond.push(total);
    const inMonths = total.quarter >= months.from && total.quarter < months.to;
    const reason = foreign ?? (inPeriod ? undefined : outside(total.quarter, period));
    if (reason === undefined || !(inMonths || inPeriod)) continue;
    const group = excluded.get(reason);
    if (group === undefined) excluded.set(reason, [total]);
    else group.push(total);
  }
  return { compared, beyond, excluded };
}

function accountsOf(bills: readonly BillAtom[]): Map<Provider, Set<string>> {
  const accounts = new Map<Provider, Set<string>>();
  for (const { line, values } of bills) {
    if (values.account === undefined) continue;
    const known = accounts.get(line.provider) ?? new Set<string>();
    accounts.set(line.provider, known.add(values.account));
  }
  return accounts;
}

function foreignReason(
  total: UsageTotal,
  providers: ReadonlySet<Provider>,
  accounts: ReadonlyMap<Provider, ReadonlySet<string>>,
  options: ReconcileOptions,
): string | undefined {
  if (options.provider !== undefined && total.provider !== options.provider) return "left out by --provider";
  if (options.account !== undefined && total.account !== options.account) return "left out by --account";
  if (options.project !== undefined && total.project !== options.project) return "left out by --project";
  if (!providers.has(total.provider)) return "the bill carries no line of this provider";
  const named = accounts.get(total.provider);
  if (named === undefined || total.account === undefined || named.has(total.account)) return undefined;
  return "the bill carries no line of this account";
}

function outside(at: Instant, period: Period): string {
  if (at < period.from) return `the bill begins on ${formatDay(period.from)}, and this usage lies before it`;
  return `the bill ends on ${formatDay(period.to - 1)}, and this usage lies after it`;
}

function isNear(at: Instant, period: Period): boolean {
  return at >= period.from - MARGIN && at < period.to + MARGIN;
}
