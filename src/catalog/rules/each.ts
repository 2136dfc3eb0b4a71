import type { Position } from "../../findings/index.js";
import type { Catalog } from "../catalog.js";
import type { Model } from "../model.js";
import type { PriceSet, Rates, When } from "../price-set.js";
import type { DatedName, Offer, ProviderEntry } from "../provider.js";
import type { Subject } from "./rule.js";

/** An offer with what it hangs on. `model` is undefined where the offer names none, or one that does not exist. */
export interface OfferInPlace {
  readonly provider: ProviderEntry;
  readonly offer: Offer;
  readonly model: Model | undefined;
  readonly subject: Subject;
}

export interface SetInPlace extends OfferInPlace {
  readonly set: PriceSet;
}

/** The rates that stand together in a set: its base, or those of one rule. */
export interface StatedRates {
  readonly rates: Rates;
  /** Null for the base. */
  readonly when: When | null;
  readonly position: Position;
}

/** What all rules walk through, laid out once a catalog. */
interface Layout {
  readonly offers: readonly OfferInPlace[];
  readonly sets: readonly SetInPlace[];
}

const layouts = new WeakMap<Catalog, Layout>();

export function eachOffer(catalog: Catalog): readonly OfferInPlace[] {
  return layoutOf(catalog).offers;
}

export function eachSet(catalog: Catalog): readonly SetInPlace[] {
  return layoutOf(catalog).sets;
}

function layoutOf(catalog: Catalog): Layout {
  const known = layouts.get(catalog);
  if (known !== undefined) return known;
  const offers = [...catalog.providers.values()].flatMap((provider) =>
    provider.offers.map((offer) => inPlace(catalog, provider, offer)),
  );
  const sets = offers.flatMap((place) => place.offer.prices.map((set) => ({ ...place, set })));
  const layout = { offers, sets };
  layouts.set(catalog, layout);
  return layout;
}

function inPlace(catalog: Catalog, provider: ProviderEntry, offer: Offer): OfferInPlace {
  const model = offer.model === null ? undefined : catalog.models.get(offer.model);
  return { provider, offer, model, subject: offerSubject(provider, offer) };
}

export function statedRates(set: PriceSet): StatedRates[] {
  const base = { rates: set.rates, when: null, position: set.position };
  return [base, ...set.rules.map(({ rates, when, position }) => ({ rates, when, position }))];
}

/** The dated names of an offer, without its id, which holds at all times. */
export function datedNames(offer: Offer): readonly DatedName[] {
  return [...offer.aliases, ...offer.billingNames];
}

/** A provider's waivers cover its offers too. */
export function offerSubject(provider: ProviderEntry, offer: Offer): Subject {
  return { name: `${provider.id}/${offer.id}`, waivers: [...offer.waivers, ...provider.waivers] };
}

export function providerSubject(provider: ProviderEntry): Subject {
  return { name: null, waivers: provider.waivers };
}

export function modelSubject(model: Model): Subject {
  return { name: model.id, waivers: model.waivers };
}

/** The policy is the house's own: what is wrong in it is put right, not waived. */
export const POLICY_SUBJECT: Subject = { name: null, waivers: [] };
