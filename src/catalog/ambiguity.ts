import { type Conditions, DEFAULT_VALUES, type Dimension, VARIANT_KEYS } from "../meters/index.js";
import { composeRate, matches, namedValues } from "./composition.js";
import type { PriceKey, PriceRule, PriceSet } from "./price-set.js";
import type { Offer, ProviderEntry } from "./provider.js";

/**
 * The values of each dimension that a set declares: those that its rules and `not_offered` name, its thresholds and its
 * calendar's windows; beside them the dimension's default. A variant has no default: it may also go unstated.
 */
export function declaredValues(set: PriceSet, offer: Offer, provider: ProviderEntry): Map<Dimension, Set<string>> {
  const declared = namedValues(set);
  const declare = (dimension: Dimension, values: Iterable<string | undefined>): void => {
    const known = declared.get(dimension) ?? new Set<string>();
    for (const value of values) if (value !== undefined) known.add(value);
    declared.set(dimension, known);
  };
  if (set.context.length > 0)
    declare(
      "context",
      set.context.map((threshold) => threshold.name),
    );
  const calendar = set.calendar === null ? undefined : provider.calendars.get(set.calendar);
  if (calendar !== undefined) declare("time_window", [calendar.otherwise, ...calendar.windows.map((one) => one.name)]);
  for (const dimension of declared.keys()) {
    if (dimension === "region_class") declare(dimension, [offer.regionClass ?? provider.regions.default]);
    else declare(dimension, [DEFAULT_VALUES[dimension]]);
  }
  return declared;
}

/** A combination of declared values under which two rules state a rate for one key and neither is narrower. */
export interface Ambiguity {
  readonly key: PriceKey;
  /** An example: the combination that was found first. Dimensions that play no part are left out. */
  readonly conditions: Conditions;
  readonly candidates: readonly PriceRule[];
}

/**
 * Every group of rules that contradict each other for a key, found by trying all combinations of declared values of the
 * dimensions that the key's rules name, without the combinations that are not offered. A group is reported once a key.
 */
export function ambiguities(set: PriceSet, offer: Offer, provider: ProviderEntry): Ambiguity[] {
  const declared = declaredValues(set, offer, provider);
  const found = new Map<string, Ambiguity>();
  for (const key of contestedKeys(set)) {
    const axes = axesOf(set, key, declared);
    if (countOf(axes) > MOST_COMBINATIONS) continue;
    for (const conditions of combinations(set, axes)) {
      const composed = composeRate(set, conditions, key);
      if (composed.kind !== "ambiguous") continue;
      const lines = composed.candidates.map((rule) => set.rules.indexOf(rule)).join(",");
      const id = `${key} ${lines}`;
      if (!found.has(id)) found.set(id, { key, conditions, candidates: composed.candidates });
    }
  }
  return [...found.values()];
}

/** A guard for keys that no price list comes near. */
export const MOST_COMBINATIONS = 100_000;

/** The keys with so many combinations that `ambiguities` does not try them: a set with one cannot be called unambiguous. */
export function unchecked(set: PriceSet, offer: Offer, provider: ProviderEntry): PriceKey[] {
  const declared = declaredValues(set, offer, provider);
  return contestedKeys(set).filter((key) => countOf(axesOf(set, key, declared)) > MOST_COMBINATIONS);
}

function countOf(axes: readonly Axis[]): number {
  return axes.reduce((count, [, values]) => count * values.length, 1);
}

/** The keys that two rules state a rate for: with one rule alone the base always gives way. */
function contestedKeys(set: PriceSet): PriceKey[] {
  const stated = new Map<PriceKey, number>();
  for (const rule of set.rules) for (const key of rule.rates.keys()) stated.set(key, (stated.get(key) ?? 0) + 1);
  return [...stated].filter(([, rules]) => rules > 1).map(([key]) => key);
}

type Axis = readonly [Dimension, readonly (string | undefined)[]];

/**
 * The values of each dimension that a key's rate turns on: those that its rules or `not_offered` name, one other declared
 * value for all the rest, and undefined for a variant, which may go unstated.
 */
function axesOf(set: PriceSet, key: PriceKey, declared: ReadonlyMap<Dimension, ReadonlySet<string>>): Axis[] {
  const stating = set.rules.filter((rule) => rule.rates.has(key)).map((rule) => rule.when);
  const whens = [...stating, ...set.notOffered];
  const dimensions = new Set(stating.flatMap((when) => [...when.keys()]));
  return [...dimensions].map((dimension) => {
    const values = new Set<string | undefined>(whens.flatMap((when) => when.get(dimension) ?? []));
    const other = [...(declared.get(dimension) ?? [])].find((value) => !values.has(value));
    if (other !== undefined || isVariant(dimension)) values.add(other);
    return [dimension, [...values]];
  });
}

function isVariant(dimension: Dimension): boolean {
  return (VARIANT_KEYS as readonly string[]).includes(dimension);
}

/** All combinations of the axes that are offered, one at a time. */
function* combinations(set: PriceSet, axes: readonly Axis[]): Generator<Conditions> {
  for (const conditions of product(axes)) {
    if (!set.notOffered.some((when) => matches(when, conditions))) yield conditions;
  }
}

function* product(axes: readonly Axis[]): Generator<Conditions> {
  const [first, ...rest] = axes;
  if (first === undefined) {
    yield {};
    return;
  }
  const [dimension, values] = first;
  for (const others of product(rest)) {
    for (const value of values) yield value === undefined ? others : { ...others, [dimension]: value };
  }
}
