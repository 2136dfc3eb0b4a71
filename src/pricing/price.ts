import type { Catalog, Offer, PriceSet } from "../catalog/index.js";
import { resolveName } from "../catalog/resolve-name.js";
import {
  type Conditions,
  type Instant,
  intervalOf,
  intervalOfSeveral,
  type Meter,
  parseInstant,
  type Usage,
  wholeInput,
} from "../meters/index.js";
import { Decimal } from "../money/index.js";
import { effectiveConditions } from "./conditions.js";
import type { Cost, CostLine, UnpricedMeter, UnpricedReason } from "./cost.js";
import { planOf, type SetPlan } from "./plan.js";
import { usageOf } from "./quantity.js";
import { type RateTable, rateIn, tableFor } from "./rate-table.js";
import type { PriceOptions, PriceRequest } from "./request.js";
import { defaultCurrency, setInForce } from "./set-in-force.js";
import { stepsOf } from "./trace.js";

/**
 * The exact cost of a usage under the catalog's price in force at its time. Synchronous. What cannot be priced is named in
 * `unpriced` and leaves `complete` false; nothing is ever priced by a guess. Throws a RangeError for misuse only: a usage
 * key that is no meter, a negative quantity, an `at` that is no time.
 */
export function price(catalog: Catalog, request: PriceRequest, options: PriceOptions = {}): Cost {
  const at = instantOf(request.at);
  const resolution = resolveName(catalog, request.provider, request.model, at);
  if (resolution.kind === "offer")
    return priceOffer(catalog, resolution.offer, resolution.lifted, request, at, options);
  const message =
    resolution.kind === "charge"
      ? `${JSON.stringify(request.model)} is a ${resolution.category} of ${request.provider}, not a model`
      : unknownModel(request, resolution.suggestions);
  return unpricedCost(usageOf(request.usage), null, null, "unknown_model", message);
}

/** As price, for an offer that is known already, with what its name's grammar lifted out. */
export function priceOffer(
  catalog: Catalog,
  offer: Offer,
  lifted: Conditions,
  request: PriceRequest,
  at: Instant,
  options: PriceOptions = {},
): Cost {
  const usage = usageOf(request.usage);
  const currency = request.currency ?? defaultCurrency(offer);
  const set = setInForce(offer, currency, at);
  const provider = catalog.providers.get(offer.provider);
  if (set === undefined || provider === undefined) {
    const message = `the catalog holds no ${currency} price of ${offer.provider}/${offer.id} in force at that time`;
    return unpricedCost(usage, offer, null, "no_price_in_force", message);
  }
  if (set.price === "reported") return reportedCost(usage, offer, set, request);
  const plan = planOf(provider, offer, set);
  const stated = request.conditions ?? {};
  const interval = stated.interval ?? (plan.set.context.length === 0 ? 0 : intervalFor(usage, request.requests ?? 1));
  const conditions = effectiveConditions(plan, lifted, stated, interval, at);
  if (conditions.kind === "problem") return unpricedCost(usage, offer, set, conditions.reason, conditions.message);
  const table = tableFor(plan, conditions.key, conditions.values);
  if (table.notOffered !== null) return unpricedCost(usage, offer, set, "not_offered", table.notOffered);
  return sumMeters(plan, table, usage, request.reasoning, options.trace === true);
}

function sumMeters(
  plan: SetPlan,
  table: RateTable,
  usage: Usage,
  reasoning: Decimal | undefined,
  trace: boolean,
): Cost {
  const lines: CostLine[] = [];
  const unpriced: UnpricedMeter[] = [];
  let total = Decimal.zero;
  const add = (meter: Meter | "output_reasoning", quantity: Decimal): void => {
    if (quantity.isZero()) return;
    const rate = rateIn(plan, table, meter);
    if (rate.kind === "none") {
      unpriced.push({ meter, quantity, reason: rate.reason, message: rate.message });
      return;
    }
    const amount = rate.unit.mul(quantity);
    total = total.add(amount);
    const { file, line } = rate.stated.position;
    const steps = trace ? stepsOf(plan, rate) : NO_STEPS;
    const source = { file, line, layer: plan.set.layer };
    lines.push({ meter, quantity, rate: rate.rate, per: rate.per, unit: rate.unit, amount, source, steps });
  };
  for (const [meter, quantity] of usage) {
    if (meter !== "output" || !table.splitsReasoning || quantity.isZero()) add(meter, quantity);
    else if (reasoning === undefined) unpriced.push(reasoningNotStated(meter, quantity));
    else {
      add(meter, quantity.sub(reasoning));
      add("output_reasoning", reasoning);
    }
  }
  const complete = unpriced.length === 0;
  return { currency: plan.set.currency, total, complete, lines, unpriced, offer: plan.offer, set: plan.set };
}

const NO_STEPS: readonly string[] = [];

function reasoningNotStated(meter: Meter, quantity: Decimal): UnpricedMeter {
  const message = "reasoning has a price of its own here, and the record does not say how much of the output it was";
  return { meter, quantity, reason: "reasoning_not_stated", message };
}

function reportedCost(usage: Usage, offer: Offer, set: PriceSet, request: PriceRequest): Cost {
  const cost = request.providerCost;
  if (cost === undefined || cost.currency !== set.currency) {
    const message = `${offer.provider} publishes no rate of ${offer.id}; its price is the cost it reports, and none is recorded`;
    return unpricedCost(usage, offer, set, "no_provider_cost", message);
  }
  return { currency: cost.currency, total: cost.amount, complete: true, lines: [], unpriced: [], offer, set };
}

function unpricedCost(
  usage: Usage,
  offer: Offer | null,
  set: PriceSet | null,
  reason: UnpricedReason,
  message: string,
): Cost {
  const unpriced: UnpricedMeter[] = [];
  for (const [meter, quantity] of usage) if (!quantity.isZero()) unpriced.push({ meter, quantity, reason, message });
  const complete = unpriced.length === 0;
  return { currency: set?.currency ?? null, total: Decimal.zero, complete, lines: [], unpriced, offer, set };
}

function intervalFor(usage: Usage, requests: number): number {
  const input = wholeInput(usage);
  return requests === 1 ? intervalOf(input) : intervalOfSeveral(input);
}

function instantOf(at: Instant | string): Instant {
  if (typeof at === "number") return at;
  const instant = parseInstant(at);
  if (instant === undefined) throw new RangeError(`expected a date or a time in RFC 3339, found ${JSON.stringify(at)}`);
  return instant;
}

function unknownModel(request: PriceRequest, suggestions: readonly string[]): string {
  const hint = suggestions.length === 0 ? "" : `; near are ${suggestions.join(", ")}`;
  return `the catalog knows no ${JSON.stringify(request.model)} at ${request.provider}${hint}`;
}
