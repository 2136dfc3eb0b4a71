import { suggest } from "../findings/index.js";
import { type Conditions, PROVIDERS, type Provider } from "../meters/index.js";
import type { Catalog } from "./catalog.js";
import { GRAMMARS } from "./grammars/index.js";
import { type NameEntry, namesOf } from "./name-index.js";
import type { Offer, ProviderEntry } from "./provider.js";

/** What a person means by a word on the command line. */
export type FoundOffer =
  | { readonly kind: "offer"; readonly offer: Offer; readonly lifted: Conditions }
  | { readonly kind: "ambiguous"; readonly offers: readonly Offer[] }
  | { readonly kind: "unknown"; readonly suggestions: readonly string[] };

/** The provider of an id or one of its other names, in any letter case. */
export function findProvider(catalog: Catalog, word: string): ProviderEntry | undefined {
  const wanted = word.trim().toLowerCase();
  for (const provider of catalog.providers.values()) {
    if (provider.id === wanted) return provider;
  }
  for (const provider of catalog.providers.values()) {
    if (provider.alsoKnownAs.some((name) => name.toLowerCase() === wanted)) return provider;
  }
  return undefined;
}

/**
 * The offer that `provider/name` names, or a bare name where only one provider has it; a name is an id, an alias or a billing
 * name of any time, or what the provider's id grammar reads. Ids go before other names.
 */
export function findOffer(catalog: Catalog, text: string): FoundOffer {
  const name = text.trim();
  const slash = name.indexOf("/");
  const provider = slash < 0 ? undefined : findProvider(catalog, name.slice(0, slash));
  if (provider !== undefined) {
    const found = among([provider], name.slice(slash + 1));
    if (found !== undefined) return found;
  }
  return (
    among([...catalog.providers.values()], name) ?? { kind: "unknown", suggestions: near(catalog, provider, name) }
  );
}

interface Candidate {
  readonly offer: Offer;
  readonly lifted: Conditions;
}

function among(providers: readonly ProviderEntry[], name: string): FoundOffer | undefined {
  for (const search of [byId, byAnyName, byGrammar]) {
    const candidates = providers.flatMap((provider) => search(provider, name));
    const offers = [...new Set(candidates.map((candidate) => candidate.offer))];
    const [first] = candidates;
    if (offers.length > 1) return { kind: "ambiguous", offers };
    if (first !== undefined) return { kind: "offer", ...first };
  }
  return undefined;
}

function byId(provider: ProviderEntry, name: string): Candidate[] {
  return provider.offers.filter((offer) => offer.id === name).map((offer) => ({ offer, lifted: {} }));
}

function byAnyName(provider: ProviderEntry, name: string): Candidate[] {
  return offersOf(namesOf(provider).get(name), {});
}

function byGrammar(provider: ProviderEntry, name: string): Candidate[] {
  for (const reading of GRAMMARS[provider.idGrammar](name, provider)) {
    const found = offersOf(namesOf(provider).get(reading.name), reading.lifted);
    if (found.length > 0) return found;
  }
  return [];
}

function offersOf(entries: readonly NameEntry[] | undefined, lifted: Conditions): Candidate[] {
  return (entries ?? []).flatMap(({ meaning }) => (meaning.kind === "offer" ? [{ offer: meaning.offer, lifted }] : []));
}

/** Near names in the form in which they can be typed again, at every provider that has them, the best-known first. */
function near(catalog: Catalog, provider: ProviderEntry | undefined, name: string): readonly string[] {
  const providers = provider === undefined ? [...catalog.providers.values()] : [provider];
  const bare = name.slice(provider === undefined ? 0 : name.indexOf("/") + 1);
  const sellers = new Map<string, Provider[]>();
  for (const each of providers) {
    for (const offer of each.offers) {
      for (const known of new Set([offer.id, ...offer.aliases.map((alias) => alias.name)])) {
        sellers.set(known, [...(sellers.get(known) ?? []), each.id]);
      }
    }
  }
  const known = suggest(bare, sellers.keys()).flatMap((one) =>
    inOrder(sellers.get(one) ?? []).map((id) => `${id}/${one}`),
  );
  return known.slice(0, MOST_SUGGESTED);
}

const MOST_SUGGESTED = 3;

function inOrder(providers: readonly Provider[]): Provider[] {
  return [...new Set(providers)].sort((a, b) => PROVIDERS.indexOf(a) - PROVIDERS.indexOf(b));
}
