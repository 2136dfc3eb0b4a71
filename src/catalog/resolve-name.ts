import { suggest } from "../findings/index.js";
import type { Conditions, Instant } from "../meters/index.js";
import { GRAMMARS } from "./grammars/index.js";
import { type NameEntry, namesOf } from "./name-index.js";
import { once } from "./once.js";
import type { ProviderEntry } from "./provider.js";
import type { Resolution, ResolveName, Unresolved } from "./resolve.js";

export type { Resolution, ResolvedCharge, ResolvedOffer, Unresolved } from "./resolve.js";

/**
 * What a provider means by a name at an instant: exactly the name, else exactly what the provider's id grammar makes of it.
 * No part of a name ever matches; near misses are suggestions. Semantics section 2.
 */
export const resolveName: ResolveName = (catalog, provider, name, at) => {
  const entry = catalog.providers.get(provider);
  if (entry === undefined) return NO_PROVIDER;
  const exact = inForce(namesOf(entry).get(name), at);
  return exact === undefined ? resolveLifted(entry, name, at) : exact.meaning;
};

const NO_PROVIDER: Unresolved = Object.freeze({ kind: "unknown", suggestions: Object.freeze([]) });

function inForce(entries: readonly NameEntry[] | undefined, at: Instant): NameEntry | undefined {
  if (entries === undefined) return undefined;
  for (const entry of entries) if (entry.from <= at && at < entry.until) return entry;
  return undefined;
}

interface Memory {
  readonly readings: Map<string, readonly NameEntry[]>;
  readonly unknown: Map<string, Unresolved>;
}

/** Names that need their grammar, or are unknown, come a million times in an export: each is worked out once. */
const memories = new WeakMap<ProviderEntry, Memory>();
const MOST_REMEMBERED = 10_000;

function resolveLifted(provider: ProviderEntry, name: string, at: Instant): Resolution {
  const { readings, unknown } = once(memories, provider, (): Memory => ({ readings: new Map(), unknown: new Map() }));
  if (readings.size > MOST_REMEMBERED) {
    readings.clear();
    unknown.clear();
  }
  const found = inForce(
    once(readings, name, () => readingsOf(provider, name)),
    at,
  );
  return found?.meaning ?? once(unknown, name, () => unresolved(provider, name));
}

function readingsOf(provider: ProviderEntry, name: string): readonly NameEntry[] {
  const names = namesOf(provider);
  return GRAMMARS[provider.idGrammar](name, provider).flatMap((reading) =>
    (names.get(reading.name) ?? []).map((entry) => withLifted(entry, reading.lifted)),
  );
}

function withLifted(entry: NameEntry, lifted: Conditions): NameEntry {
  if (entry.meaning.kind === "charge") return entry;
  return { ...entry, meaning: Object.freeze({ ...entry.meaning, lifted }) };
}

function unresolved(provider: ProviderEntry, name: string): Unresolved {
  const [likeliest] = GRAMMARS[provider.idGrammar](name, provider);
  const near = suggest(likeliest?.name ?? name, namesOf(provider).keys());
  return Object.freeze({ kind: "unknown", suggestions: Object.freeze(near) });
}
