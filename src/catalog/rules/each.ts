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

export function* eachOffer(catalog: Catalog): Generator<OfferInPlace> {
  for (const provider of catalog.providers.values()) {
    for (const offer of provider.offers) {
      const model = offer.model === null ? undefined : catalog.models.get(offer.model);
      yield { provider, offer, model, subject: offerSubject(provider, offer) };
    }
  }
}

export function* eachSet(catalog: Catalog): Generator<SetInPlace> {
  for (const place of eachOffer(catalog)) for (const set of place.offer.prices) yield { ...place, set };
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
