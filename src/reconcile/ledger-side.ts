import type { Catalog, Offer, PriceSet } from "../catalog/index.js";
import { resolveName } from "../catalog/resolve-name.js";
import { compareText } from "../findings/index.js";
import { type Conditions, DAY, DIMENSIONS, type Instant, type Meter } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import {
  type Cost,
  type CostLine,
  describeConditions,
  type PriceConditions,
  planOf,
  priceOffer,
} from "../pricing/index.js";
import type { UsageTotal } from "../usage/index.js";
import type { BookCurrencies } from "./book-currency.js";
import { type CellValues, stated as statedValues } from "./cell-dimensions.js";
import type { LedgerAtom, UnpricedTotal } from "./ledger-atom.js";

export interface LedgerSide {
  readonly atoms: readonly LedgerAtom[];
  readonly unpriced: readonly UnpricedTotal[];
}

export interface PricingContext {
  readonly catalog: Catalog;
  /** The book to price a provider in: the currency of its bill. */
  readonly currencyOf: BookCurrencies["of"];
  readonly dayOffset: number;
}

/** Prices totals, each under its own conditions, and sums them by everything a bill may tell apart. */
export function priceTotals(totals: readonly UsageTotal[], context: PricingContext): LedgerSide {
  const atoms = new Map<string, LedgerAtom>();
  const unpriced: UnpricedTotal[] = [];
  for (const total of totals) addTotal(total, context, atoms, unpriced);
  const sorted = [...atoms].sort(([a], [b]) => compareText(a, b)).map(([, atom]) => atom);
  return { atoms: sorted, unpriced: unpriced.sort(byUsage) };
}

function addTotal(
  total: UsageTotal,
  context: PricingContext,
  atoms: Map<string, LedgerAtom>,
  unpriced: UnpricedTotal[],
): void {
  const resolution = resolveName(context.catalog, total.provider, total.model, total.quarter);
  if (resolution.kind !== "offer") {
    const message = `the catalog knows no ${JSON.stringify(total.model)} at ${total.provider}`;
    for (const [meter, quantity] of total.usage) {
      unpriced.push({ total, offer: null, meter, quantity, message, values: {} });
    }
    return;
  }
  const { offer, lifted } = resolution;
  const stated: PriceConditions = { ...total, interval: total.interval };
  const cost = costOf(context, total, offer, lifted, stated);
  for (const { meter, quantity, message } of cost.unpriced) {
    const values = unpricedValues(total, offer, cost.set, meter, context.dayOffset);
    unpriced.push({ total, offer, meter, quantity, message, values });
  }
  const shared = sharedFacts(context, total, offer, lifted, stated, cost);
  if (shared === undefined) return;
  for (const [meter, lines] of byMeter(cost.lines)) addAtom(atoms, shared, total, meter, lines);
  if (cost.set?.price === "reported" && cost.complete) addReported(atoms, shared, total, cost.total);
}

function costOf(
  context: PricingContext,
  total: UsageTotal,
  offer: Offer,
  lifted: Conditions,
  stated: PriceConditions,
): Cost {
  const currency = context.currencyOf(total.provider, offer);
  const providerCost = total.eventsWithoutCost === 0 ? total.providerCost[0] : undefined;
  const request = {
    provider: total.provider,
    model: total.model,
    at: total.quarter,
    usage: total.usage,
    reasoning: total.reasoning,
    conditions: stated,
    currency,
    providerCost,
  };
  return priceOffer(context.catalog, offer, lifted, request, total.quarter);
}

type SharedFacts = Omit<
  LedgerAtom,
  "recordedMeter" | "meter" | "quantity" | "amount" | "unit" | "reasoning" | "events" | "at" | "shares"
>;

function sharedFacts(
  context: PricingContext,
  total: UsageTotal,
  offer: Offer,
  lifted: Conditions,
  stated: PriceConditions,
  cost: Cost,
): SharedFacts | undefined {
  const provider = context.catalog.providers.get(total.provider);
  if (cost.set === null || cost.currency === null || provider === undefined) return undefined;
  const conditions = describeConditions(planOf(provider, offer, cost.set), lifted, stated, total.interval);
  return {
    provider: total.provider,
    currency: cost.currency,
    offer,
    set: cost.set,
    day: invoiceDay(total.quarter, context.dayOffset),
    conditions,
    stated,
    lifted,
    interval: total.interval,
    account: total.account,
    project: total.project,
    apiKey: total.apiKey,
  };
}

function unpricedValues(
  total: UsageTotal,
  offer: Offer,
  set: PriceSet | null,
  recorded: Meter | "output_reasoning",
  dayOffset: number,
): CellValues {
  const known = recorded === "output_reasoning" ? OUTPUT : recorded;
  const base = set?.rates.get(known);
  return statedValues({
    day: String(invoiceDay(total.quarter, dayOffset)),
    offer: offer.id,
    meter: base?.kind === "billed_as" ? base.meter : known,
    account: total.account,
    project: total.project,
    api_key: total.apiKey,
  });
}

/** Whatever the order in which the totals came. */
function byUsage(a: UnpricedTotal, b: UnpricedTotal): number {
  return compareText(a.message, b.message) || a.total.quarter - b.total.quarter || compareText(a.meter, b.meter);
}

/** The start of the day, in a zone of fixed offset from UTC, that an instant falls in. */
export function invoiceDay(at: Instant, offset: number): Instant {
  return Math.floor((at + offset) / DAY) * DAY - offset;
}

/** Output that is priced in two parts, reasoning and the rest, is one meter on a bill. */
function byMeter(lines: readonly CostLine[]): Map<Meter, CostLine[]> {
  const parts = new Map<Meter, CostLine[]>();
  for (const line of lines) {
    const meter = line.meter === "output_reasoning" ? OUTPUT : line.meter;
    const known = parts.get(meter);
    if (known === undefined) parts.set(meter, [line]);
    else known.push(line);
  }
  return parts;
}

const OUTPUT = "output" as Meter;

function addAtom(
  atoms: Map<string, LedgerAtom>,
  shared: SharedFacts,
  total: UsageTotal,
  recordedMeter: Meter,
  lines: readonly CostLine[],
): void {
  const quantity = Decimal.sum(lines.map((line) => line.quantity));
  const amount = Decimal.sum(lines.map((line) => line.amount));
  const unit = lines.length === 1 ? (lines[0]?.unit ?? null) : null;
  const reasoning = recordedMeter === OUTPUT ? (total.reasoning ?? null) : null;
  const base = shared.set.rates.get(recordedMeter);
  const meter = base?.kind === "billed_as" ? base.meter : recordedMeter;
  const usage = { quantity, amount, unit, reasoning, events: total.events };
  merge(atoms, { ...shared, recordedMeter, meter, ...usage, ...at(total, quantity, amount) });
}

function addReported(atoms: Map<string, LedgerAtom>, shared: SharedFacts, total: UsageTotal, amount: Decimal): void {
  const usage = { quantity: Decimal.zero, amount, unit: null, reasoning: null, events: total.events };
  merge(atoms, { ...shared, recordedMeter: REQUEST, meter: null, ...usage, ...at(total, Decimal.zero, amount) });
}

function at({ quarter }: UsageTotal, quantity: Decimal, amount: Decimal): Pick<LedgerAtom, "at" | "shares"> {
  return { at: quarter, shares: [{ at: quarter, quantity, amount }] };
}

const REQUEST = "request" as Meter;

function merge(atoms: Map<string, LedgerAtom>, atom: LedgerAtom): void {
  const key = keyOf(atom);
  const known = atoms.get(key);
  if (known === undefined) {
    atoms.set(key, atom);
    return;
  }
  known.quantity = known.quantity.add(atom.quantity);
  known.amount = known.amount.add(atom.amount);
  if (known.unit === null || atom.unit === null || !known.unit.equals(atom.unit)) known.unit = null;
  known.reasoning = known.reasoning === null || atom.reasoning === null ? null : known.reasoning.add(atom.reasoning);
  known.events += atom.events;
  known.at = Math.min(known.at, atom.at);
  known.shares.push(...atom.shares);
}

function keyOf(atom: LedgerAtom): string {
  return [
    atom.provider,
    atom.offer.id,
    atom.set.from,
    atom.currency,
    atom.recordedMeter,
    atom.day,
    atom.interval,
    atom.unit?.toString() ?? "",
    ...DIMENSIONS.map((dimension) => atom.conditions[dimension] ?? ""),
    atom.stated.region ?? "",
    atom.account ?? "",
    atom.project ?? "",
    atom.apiKey ?? "",
  ].join("\u0000");
}
