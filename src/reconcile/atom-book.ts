import { compareText } from "../findings/index.js";
import { DIMENSIONS, type Meter } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import type { CostLine } from "../pricing/index.js";
import type { UsageTotal } from "../usage/index.js";
import { ledgerValues } from "./cell-dimensions.js";
import type { LedgerAtom, QuarterShare } from "./ledger-atom.js";

/** What the meters of one total have in common. */
export type Facts = Omit<
  LedgerAtom,
  "recordedMeter" | "meter" | "quantity" | "amount" | "unit" | "reasoning" | "events" | "at" | "shares" | "values"
>;

/** The same with the text by which equal ones are known. */
export interface SharedFacts {
  readonly key: string;
  readonly facts: Facts;
}

/** Priced usage, summed by everything that a bill may tell apart. */
export class AtomBook {
  /** By what their totals have in common; there are a few meters in each. */
  private readonly groups = new Map<string, LedgerAtom[]>();

  /** Sorted by what they are, so that nothing depends on the order of the totals. */
  list(): LedgerAtom[] {
    const sorted = [...this.groups].sort(([a], [b]) => compareText(a, b));
    return sorted.flatMap(([, atoms]) => atoms.sort(byMeter));
  }

  /** Takes in what a total used of one meter: the quantity, the amount, and the one price of a unit where there is one. */
  add(shared: SharedFacts, total: UsageTotal, recordedMeter: Meter, lines: readonly CostLine[]): void {
    const [first] = lines;
    const one = lines.length === 1 && first !== undefined ? first : null;
    const quantity = one?.quantity ?? Decimal.sum(lines.map((line) => line.quantity));
    const amount = one?.amount ?? Decimal.sum(lines.map((line) => line.amount));
    const base = shared.facts.set.rates.get(recordedMeter);
    const meter = base?.kind === "billed_as" ? base.meter : recordedMeter;
    const reasoning = recordedMeter === OUTPUT ? (total.reasoning ?? null) : null;
    this.merge(shared, total, recordedMeter, { meter, quantity, amount, unit: one?.unit ?? null, reasoning });
  }

  /** A total whose price is the cost that the provider reported, for all its meters together. */
  addReported(shared: SharedFacts, total: UsageTotal, amount: Decimal): void {
    this.merge(shared, total, REQUEST, { meter: null, quantity: Decimal.zero, amount, unit: null, reasoning: null });
  }

  private merge({ key, facts }: SharedFacts, total: UsageTotal, recordedMeter: Meter, used: Used): void {
    let group = this.groups.get(key);
    if (group === undefined) {
      group = [];
      this.groups.set(key, group);
    }
    const known = group.find((atom) => atom.recordedMeter === recordedMeter && isSame(atom.unit, used.unit));
    const at = total.quarter;
    const share = { at, quantity: used.quantity, amount: used.amount };
    if (known === undefined) {
      group.push(newAtom(facts, total, recordedMeter, used, share));
      return;
    }
    known.quantity = known.quantity.add(used.quantity);
    known.amount = known.amount.add(used.amount);
    known.reasoning = known.reasoning === null || used.reasoning === null ? null : known.reasoning.add(used.reasoning);
    known.events += total.events;
    known.at = Math.min(known.at, at);
    known.shares.push(share);
  }
}

function isSame(a: Decimal | null, b: Decimal | null): boolean {
  return a === b || (a !== null && b !== null && a.equals(b));
}

function byMeter(a: LedgerAtom, b: LedgerAtom): number {
  return compareText(a.recordedMeter, b.recordedMeter) || (a.unit ?? Decimal.zero).compare(b.unit ?? Decimal.zero);
}

type Used = Pick<LedgerAtom, "meter" | "quantity" | "amount" | "unit" | "reasoning">;

const OUTPUT = "output" as Meter;
const REQUEST = "request" as Meter;

/** Written out field by field: a hundred thousand of them are made, and spreads are several times slower. */
function newAtom(
  facts: Facts,
  { quarter, events }: UsageTotal,
  recordedMeter: Meter,
  { meter, quantity, amount, unit, reasoning }: Used,
  share: QuarterShare,
): LedgerAtom {
  const { provider, currency, offer, set, day, conditions, stated, lifted, interval, account, project, apiKey } = facts;
  const values = ledgerValues({ day, offer, meter, conditions, stated, account, project, apiKey });
  return {
    provider,
    currency,
    offer,
    set,
    recordedMeter,
    meter,
    day,
    conditions,
    stated,
    lifted,
    interval,
    account,
    project,
    apiKey,
    values,
    at: quarter,
    shares: [share],
    quantity,
    amount,
    unit,
    reasoning,
    events,
  };
}

/** One text for all that tells usage apart but its meter and rate. */
export function keyOfFacts(facts: Facts): string {
  const { provider, offer, set, currency, day, interval, conditions, stated, account, project, apiKey } = facts;
  let key = `${provider}\u0000${offer.id}\u0000${set.from}\u0000${currency}\u0000${day}\u0000${interval}`;
  for (const dimension of DIMENSIONS) key += `\u0000${conditions[dimension] ?? ""}`;
  return `${key}\u0000${stated.region ?? ""}\u0000${account ?? ""}\u0000${project ?? ""}\u0000${apiKey ?? ""}`;
}
