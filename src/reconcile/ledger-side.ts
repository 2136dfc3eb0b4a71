import type { Catalog, Offer, PriceSet } from "../catalog/index.js";
import { resolveName } from "../catalog/resolve-name.js";
import { compareText } from "../findings/index.js";
import { type Conditions, DAY, type Instant, type Meter } from "../meters/index.js";
import { type Cost, type CostLine, describeConditions, planOf, priceOffer } from "../pricing/index.js";
import type { UsageTotal } from "../usage/index.js";
import { AtomBook, keyOfFacts, type SharedFacts } from "./atom-book.js";
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
  const atoms = new AtomBook();
  const unpriced: UnpricedTotal[] = [];
  for (const total of totals) addTotal(total, context, atoms, unpriced);
  return { atoms: atoms.list(), unpriced: unpriced.sort(byUsage) };
}

function addTotal(total: UsageTotal, context: PricingContext, atoms: AtomBook, unpriced: UnpricedTotal[]): void {
  const resolution = resolveName(context.catalog, total.provider, total.model, total.quarter);
  if (resolution.kind !== "offer") {
    const message = `the catalog knows no ${JSON.stringify(total.model)} at ${total.provider}`;
    for (const [meter, quantity] of total.usage) {
      unpriced.push({ total, offer: null, meter, quantity, message, values: {} });
    }
    return;
  }
  const { offer, lifted } = resolution;
  const cost = costOf(context, total, offer, lifted);
  for (const { meter, quantity, message } of cost.unpriced) {
    const values = unpricedValues(total, offer, cost.set, meter, context.dayOffset);
    unpriced.push({ total, offer, meter, quantity, message, values });
  }
  const shared = sharedFacts(context, total, offer, lifted, cost);
  if (shared === undefined) return;
  for (const [meter, lines] of byMeter(cost.lines)) atoms.add(shared, total, meter, lines);
  if (cost.set?.price === "reported" && cost.complete) atoms.addReported(shared, total, cost.total);
}

function costOf(context: PricingContext, total: UsageTotal, offer: Offer, lifted: Conditions): Cost {
  const currency = context.currencyOf(total.provider, offer);
  const providerCost = total.eventsWithoutCost === 0 ? total.providerCost[0] : undefined;
  const request = {
    provider: total.provider,
    model: total.model,
    at: total.quarter,
    usage: total.usage,
    reasoning: total.reasoning,
    conditions: total,
    currency,
    providerCost,
  };
  return priceOffer(context.catalog, offer, lifted, request, total.quarter);
}

function sharedFacts(
  context: PricingContext,
  total: UsageTotal,
  offer: Offer,
  lifted: Conditions,
  cost: Cost,
): SharedFacts | undefined {
  const provider = context.catalog.providers.get(total.provider);
  if (cost.set === null || cost.currency === null || provider === undefined) return undefined;
  const conditions = describeConditions(planOf(provider, offer, cost.set), lifted, total, total.interval);
  const facts = {
    provider: total.provider,
    currency: cost.currency,
    offer,
    set: cost.set,
    day: invoiceDay(total.quarter, context.dayOffset),
    conditions,
    stated: total,
    lifted,
    interval: total.interval,
    account: total.account,
    project: total.project,
    apiKey: total.apiKey,
  };
  return { key: keyOfFacts(facts), facts };
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
