import type { Instant } from "../meters/index.js";
import { once } from "./once.js";
import type { DatedName, ProviderEntry } from "./provider.js";
import type { ResolvedCharge, ResolvedOffer } from "./resolve.js";

/** What a name means in a time; open ends are infinite. */
export interface NameEntry {
  readonly from: Instant;
  readonly until: Instant;
  /** Made once, with nothing lifted: most names carry nothing but themselves. */
  readonly meaning: ResolvedOffer | ResolvedCharge;
}

export type NameIndex = ReadonlyMap<string, readonly NameEntry[]>;

const indexes = new WeakMap<ProviderEntry, NameIndex>();

/** Every name of a provider (ids, aliases, billing names, charges) with what it means and when. Built once. */
export function namesOf(provider: ProviderEntry): NameIndex {
  return once(indexes, provider, () => buildIndex(provider));
}

function buildIndex(provider: ProviderEntry): NameIndex {
  const index = new Map<string, NameEntry[]>();
  const add = (name: Pick<DatedName, "name" | "from" | "until">, meaning: NameEntry["meaning"]): void => {
    const { from, until } = name;
    const entry = { from: from ?? Number.NEGATIVE_INFINITY, until: until ?? Number.POSITIVE_INFINITY, meaning };
    const entries = index.get(name.name);
    if (entries === undefined) index.set(name.name, [entry]);
    else entries.push(entry);
  };
  for (const offer of provider.offers) {
    const meaning: ResolvedOffer = Object.freeze({ kind: "offer", offer, lifted: NOTHING });
    add({ name: offer.id, from: null, until: null }, meaning);
    for (const name of [...offer.aliases, ...offer.billingNames]) add(name, meaning);
  }
  for (const charge of provider.charges) {
    add(charge, Object.freeze({ kind: "charge", category: charge.category }));
  }
  return index;
}

const NOTHING = Object.freeze({});
