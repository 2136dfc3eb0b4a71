import { type Conditions, type Dimension, inGroup, METER_GROUPS } from "../meters/index.js";
import type { Decimal } from "../money/index.js";
import type { BilledAs, PriceKey, PriceRule, PriceSet, Rate, When } from "./price-set.js";

/** A rule's factor on one price key. */
interface Factor {
  readonly rule: PriceRule;
  readonly times: Decimal;
}

/** `from` is null where the base states the rate. A `billed_as` has no factors: the caller composes the meter it names. */
interface ComposedRate {
  readonly kind: "rate";
  readonly rate: Rate | BilledAs;
  readonly from: PriceRule | null;
  readonly factors: readonly Factor[];
}

export type Composition =
  | ComposedRate
  | { readonly kind: "none" }
  | { readonly kind: "ambiguous"; readonly candidates: readonly PriceRule[] };

const NONE: Composition = { kind: "none" };

/**
 * The rate of one price key under one combination, by semantics section 3, "Composition". `conditions` holds the value of
 * every dimension that the set names, defaults filled in; a dimension without a value satisfies no rule. The order of rules
 * never matters. A list in a `when` is short for one rule a value, so under one combination a `when` contains another
 * exactly if it names all the other's dimensions.
 */
export function composeRate(set: PriceSet, conditions: Conditions, key: PriceKey): Composition {
  const chosen = chosenRate(set, conditions, key);
  if (chosen.kind !== "rate" || chosen.rate.kind === "billed_as") return chosen;
  return { ...chosen, factors: factorsOf(set, conditions, key, chosen.from) };
}

/** Of the base and the applying rules that state a rate for the key, the one whose `when` contains all the others'. */
function chosenRate(set: PriceSet, conditions: Conditions, key: PriceKey): Composition {
  const stating = set.rules.filter((rule) => rule.rates.has(key) && matches(rule.when, conditions));
  const base = set.rates.get(key);
  if (stating.length === 0) return base === undefined ? NONE : { kind: "rate", rate: base, from: null, factors: [] };
  const widest = stating.reduce((best, rule) => (rule.when.size > best.when.size ? rule : best));
  const apart = stating.filter((rule) => rule !== widest && !strictlyNarrower(widest.when, rule.when));
  if (apart.length > 0) return { kind: "ambiguous", candidates: maximal(stating) };
  const rate = widest.rates.get(key);
  return rate === undefined ? NONE : { kind: "rate", rate, from: widest, factors: [] };
}

/** The rules that no other one contains: what stands against each other where the price is ambiguous. */
function maximal(rules: readonly PriceRule[]): PriceRule[] {
  return rules.filter((rule) => !rules.some((other) => strictlyNarrower(other.when, rule.when)));
}

/**
 * Of the applying rules that state a factor for the key: those neither contained in the chosen rate's `when` (it is in that
 * rate already) nor strictly contained in another applying factor's `when` (the narrower replaces it).
 */
function factorsOf(set: PriceSet, conditions: Conditions, key: PriceKey, from: PriceRule | null): Factor[] {
  const applying: Factor[] = [];
  for (const rule of set.rules) {
    const times = matches(rule.when, conditions) ? factorFor(rule, key) : undefined;
    if (times !== undefined) applying.push({ rule, times });
  }
  const whenOfRate: When = from?.when ?? NO_CONDITIONS;
  return applying.filter(
    ({ rule }) =>
      !contains(whenOfRate, rule.when) && !applying.some((other) => strictlyNarrower(other.rule.when, rule.when)),
  );
}

const NO_CONDITIONS: When = new Map();

/**
 * The factor that a rule states for a price key: by its own name, else by the narrowest group it is in. `output_reasoning`
 * is a part of the output tokens and so in the group `tokens`.
 */
export function factorFor(rule: PriceRule, key: PriceKey): Decimal | undefined {
  const own = rule.times.get(key);
  if (own !== undefined) return own;
  if (key === "output_reasoning") return rule.times.get("tokens");
  for (const group of NARROWEST_FIRST) {
    const times = rule.times.get(group);
    if (times !== undefined && inGroup(key, group)) return times;
  }
  return undefined;
}

const NARROWEST_FIRST = [...METER_GROUPS].reverse();

/** Whether every dimension that the `when` names has one of its values. */
export function matches(when: When, conditions: Conditions): boolean {
  for (const [dimension, values] of when) {
    const value = conditions[dimension];
    if (value === undefined || !values.includes(value)) return false;
  }
  return true;
}

/** For two `when`s that both hold under one combination: whether the first names every dimension of the second. */
function contains(outer: When, inner: When): boolean {
  if (inner.size > outer.size) return false;
  for (const dimension of inner.keys()) if (!outer.has(dimension)) return false;
  return true;
}

function strictlyNarrower(outer: When, inner: When): boolean {
  return outer.size > inner.size && contains(outer, inner);
}

/** The dimensions that a set's rules and `not_offered` name, with the values they name. */
export function namedValues(set: PriceSet): Map<Dimension, Set<string>> {
  const named = new Map<Dimension, Set<string>>();
  for (const when of [...set.rules.map((rule) => rule.when), ...set.notOffered]) {
    for (const [dimension, values] of when) {
      const known = named.get(dimension) ?? new Set<string>();
      for (const value of values) known.add(value);
      named.set(dimension, known);
    }
  }
  return named;
}
