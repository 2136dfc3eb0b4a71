import type { Catalog, Offer, PriceSet } from "../catalog/index.js";
import { resolveName } from "../catalog/resolve-name.js";
import { type Conditions, type Instant, intervalOf, intervalOfSeveral, parseInstant } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import type { Cost, UnpricedReason } from "./cost.js";
import { planOf } from "./plan.js";
import { inputOf, type UsedMeter, usedMeters } from "./quantity.js";
import type { PriceOptions, PriceRequest } from "./request.js";
import { defaultCurrency, setInForce } from "./set-in-force.js";
import { sumMeters } from "./sum-meters.js";
import { tableUnder } from "./table-under.js";

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
  return unpricedCost(usedMeters(request.usage), null, null, "unknown_model", message);
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
  const used = usedMeters(request.usage);
  const currency = request.currency ?? defaultCurrency(offer);
  const set = setInForce(offer, currency, at);
  const provider = catalog.providers.get(offer.provider);
  if (set === undefined || provider === undefined) {
    const message = `the catalog holds no ${currency} price of ${offer.provider}/${offer.id} in force at that time`;
    return unpricedCost(used, offer, null, "no_price_in_force", message);
  }
  if (set.price === "reported") return reportedCost(used, offer, set, request);
  const plan = planOf(provider, offer, set);
  const { conditions } = request;
  const interval = conditions?.interval ?? (set.context.length === 0 ? 0 : intervalFor(used, request.requests ?? 1));
  const table = tableUnder(plan, lifted, conditions, interval, at);
  if (table.kind === "problem") return unpricedCost(used, offer, set, table.reason, table.message);
  if (table.notOffered !== null) return unpricedCost(used, offer, set, "not_offered", table.notOffered);
  return sumMeters(plan, table, used, request.reasoning, options.trace === true);
}

function reportedCost(used: readonly UsedMeter[], offer: Offer, set: PriceSet, request: PriceRequest): Cost {
  const cost = request.providerCost;
  if (cost === undefined || cost.currency !== set.currency) {
    const message = `${offer.provider} publishes no rate of ${offer.id}; its price is the cost it reports, and none is recorded`;
    return unpricedCost(used, offer, set, "no_provider_cost", message);
  }
  return { currency: cost.currency, total: cost.amount, complete: true, lines: [], unpriced: [], offer, set };
}

function unpricedCost(
  used: readonly UsedMeter[],
  offer: Offer | null,
  set: PriceSet | null,
  reason: UnpricedReason,
  message: string,
): Cost {
  const unpriced = used.map(({ meter, quantity }) => ({ meter, quantity, reason, message }));
  const complete = unpriced.length === 0;
  return { currency: set?.currency ?? null, total: Decimal.zero, complete, lines: [], unpriced, offer, set };
}

function intervalFor(used: readonly UsedMeter[], requests: number): number {
  const input = inputOf(used);
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
