import type { Finding, Position } from "../../findings/index.js";
import { buildWaivers, instantOf, instantOrNull } from "../build/fields.js";
import { buildApis, buildCalendars, buildCharges, buildCredentials, buildProvider } from "../build/provider.js";
import type { PriceSet } from "../price-set.js";
import type { Offer, ProviderEntry } from "../provider.js";
import type { RawDiscount, RawOverlayProvider, RawProvider } from "../schema/provider.js";
import { layOffer, newOffer, unknownOffer } from "./offer.js";
import type { OverlayProvider } from "./overlay.js";
import { layPrices } from "./prices.js";

export interface LaidProvider {
  readonly entry: ProviderEntry | undefined;
  readonly findings: readonly Finding[];
}

/** A provider with an overlay's file laid over it, or made from it where the base has none. */
export function layProvider(base: ProviderEntry | undefined, overlay: OverlayProvider): LaidProvider {
  const below = base ?? newProvider(overlay);
  if (below === undefined) return { entry: undefined, findings: [incomplete(overlay)] };
  const findings: Finding[] = [];
  const facts = base === undefined ? below : layFacts(below, overlay);
  const offers = discounted(layOffers(below, overlay, findings), overlay);
  return { entry: Object.freeze({ ...facts, offers: Object.freeze(offers) }), findings };
}

function layOffers(below: ProviderEntry, { raw, context }: OverlayProvider, findings: Finding[]): Offer[] {
  const offers = new Map(below.offers.map((offer) => [offer.id, offer]));
  for (const each of raw.offers ?? []) {
    const known = offers.get(each.id);
    if (known !== undefined) offers.set(each.id, layOffer(known, each, context));
    else if (each.status !== undefined) offers.set(each.id, newOffer(below, each, context));
    else findings.push(unknownOffer(below, each, context));
  }
  return [...offers.values()];
}

function layFacts(base: ProviderEntry, { raw, context }: OverlayProvider): ProviderEntry {
  return {
    ...base,
    name: raw.name ?? base.name,
    url: raw.url ?? base.url,
    pricingUrl: raw.pricing_url ?? base.pricingUrl,
    idGrammar: raw.id_grammar ?? base.idGrammar,
    alsoKnownAs: Object.freeze([...new Set([...base.alsoKnownAs, ...(raw.also_known_as ?? [])])]),
    apis: raw.apis === undefined ? base.apis : buildApis(raw.apis),
    credentials: raw.credentials === undefined ? base.credentials : buildCredentials(raw.credentials),
    regions: layRegions(base.regions, raw.regions),
    calendars: new Map([...base.calendars, ...buildCalendars(raw.calendars, context)]),
    charges: Object.freeze([...base.charges, ...buildCharges(raw.charges, context)]),
    waivers: Object.freeze([...base.waivers, ...buildWaivers(raw.waivers, context)]),
  };
}

function layRegions(base: ProviderEntry["regions"], raw: RawOverlayProvider["regions"]): ProviderEntry["regions"] {
  if (raw === undefined) return base;
  const classes = new Map([...base.classes, ...Object.entries(raw.classes ?? {})]);
  return Object.freeze({ default: raw.default, classes });
}

function newProvider({ raw, context }: OverlayProvider): ProviderEntry | undefined {
  return isWhole(raw) ? buildProvider({ ...raw, offers: [] }, context) : undefined;
}

function isWhole(raw: RawOverlayProvider): raw is RawOverlayProvider & Omit<RawProvider, "offers"> {
  return raw.name !== undefined && raw.url !== undefined && raw.id_grammar !== undefined && raw.regions !== undefined;
}

function incomplete({ raw, context }: OverlayProvider): Finding {
  return {
    rule: "schema",
    severity: "error",
    message: `expected a provider of the catalog below, or a new one with name, url, id_grammar and regions, found ${raw.provider}`,
    position: context.source.value(raw, "provider"),
    value: raw.provider,
    remedy: "add what is missing, as docs/catalog.md shows it",
  };
}

/** A discount on everything reaches each set in its time, except where the overlay's own set states another. */
function discounted(offers: readonly Offer[], { raw, context }: OverlayProvider): Offer[] {
  const discounts = (raw.discounts ?? []).map((discount) => discountSet(discount, context));
  if (discounts.length === 0) return [...offers];
  const own = statedDiscounts({ raw, context });
  const isOwn = (set: PriceSet): boolean => own.has(placeOf(set.position));
  return offers.map((offer) => {
    const others = offer.prices.filter((set) => !isOwn(set));
    const prices = [...layPrices(others, discounts), ...offer.prices.filter(isOwn)];
    return Object.freeze({ ...offer, prices: Object.freeze(prices) });
  });
}

/** The places of the overlay's price sets that state a discount of their own. */
function statedDiscounts({ raw, context }: OverlayProvider): ReadonlySet<string> {
  const sets = (raw.offers ?? []).flatMap((offer) => offer.prices ?? []);
  return new Set(sets.filter((set) => set.discount !== undefined).map((set) => placeOf(context.source.of(set))));
}

function placeOf({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

/** A set that states nothing but its factor. */
function discountSet(raw: RawDiscount, context: OverlayProvider["context"]): PriceSet {
  return {
    from: instantOf(raw.from),
    statedFrom: instantOf(raw.from),
    until: instantOrNull(raw.until),
    currency: raw.currency,
    status: "confirmed",
    source: raw.source,
    checked: instantOf(raw.checked),
    unverified: null,
    recheckOn: null,
    price: "rates",
    rates: new Map(),
    rules: [],
    context: [],
    calendar: null,
    notOffered: [],
    allowances: [],
    discount: raw.factor.value,
    layer: context.layer,
    position: context.source.of(raw),
  };
}
