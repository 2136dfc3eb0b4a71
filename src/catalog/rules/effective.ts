import type { Position } from "../../findings/index.js";
import { type Conditions, DEFAULT_VALUES, type Dimension } from "../../meters/index.js";
import type { Decimal } from "../../money/index.js";
import { composeRate } from "../composition.js";
import type { PriceKey, PriceRule, PriceSet } from "../price-set.js";
import type { Offer, ProviderEntry } from "../provider.js";
import type { Problem } from "./rule.js";

/** A price after every condition: `amount` for each `per` units. Compared crosswise, so that nothing is divided. */
export interface EffectivePrice {
  readonly amount: Decimal;
  readonly per: Decimal;
  /** Where the rate stands that it starts from. */
  readonly position: Position;
}

/** The prices of a set under one combination: all defaults, or what one rule asks for and defaults beside it. */
export interface PriceView {
  readonly rule: PriceRule | null;
  readonly conditions: Conditions;
  /** Undefined where there is no rate, no single one, or another's by `billed_as`. */
  price(key: PriceKey): EffectivePrice | undefined;
}

/** The view at all defaults first, then one a rule. Of a rule's lists of values the first stands for all. */
export function priceViews(set: PriceSet, offer: Offer, provider: ProviderEntry): readonly PriceView[] {
  const known = viewsOfSets.get(set);
  if (known !== undefined) return known;
  const defaults = defaultConditions(set, offer, provider);
  const views = set.rules.map((rule) => viewUnder(set, rule, { ...defaults, ...firstValues(rule) }));
  const all = [viewUnder(set, null, defaults), ...views];
  viewsOfSets.set(set, all);
  return all;
}

/** Several rules look at the same views; a set belongs to one offer. */
const viewsOfSets = new WeakMap<PriceSet, readonly PriceView[]>();

export function viewUnder(set: PriceSet, rule: PriceRule | null, conditions: Conditions): PriceView {
  const known = new Map<PriceKey, EffectivePrice | undefined>();
  const price = (key: PriceKey): EffectivePrice | undefined => {
    if (!known.has(key)) known.set(key, effectivePrice(set, conditions, key));
    return known.get(key);
  };
  return { rule, conditions, price };
}

/** The value of every dimension for a request that states nothing: the provider's for regions, the calendar's for hours. */
export function defaultConditions(set: PriceSet, offer: Offer, provider: ProviderEntry): Conditions {
  const calendar = set.calendar === null ? undefined : provider.calendars.get(set.calendar);
  const regionClass = offer.regionClass ?? provider.regions.default;
  return { ...DEFAULT_VALUES, region_class: regionClass, ...(calendar && { time_window: calendar.otherwise }) };
}

function firstValues(rule: PriceRule): Conditions {
  const values: Partial<Record<Dimension, string>> = {};
  for (const [dimension, [first]] of rule.when) if (first !== undefined) values[dimension] = first;
  return values;
}

function effectivePrice(set: PriceSet, conditions: Conditions, key: PriceKey): EffectivePrice | undefined {
  const composed = composeRate(set, conditions, key);
  if (composed.kind !== "rate" || composed.rate.kind !== "rate") return undefined;
  const { rate, per, position } = composed.rate;
  return { amount: composed.factors.reduce((product, factor) => product.mul(factor.times), rate), per, position };
}

/** Whether a ÷ b is below, at or above the ratio: -1, 0 or 1. */
export function compareRatio(a: EffectivePrice, b: EffectivePrice, ratio: Decimal): -1 | 0 | 1 {
  return a.amount.mul(b.per).compare(b.amount.mul(a.per).mul(ratio));
}

/** Views share rates: of the problems at one place the first, which is the default's if it has one, stands for all. */
export function firstAtEachPlace(problems: Iterable<PlacedProblem>): PlacedProblem[] {
  const first = new Map<string, PlacedProblem>();
  for (const problem of problems) {
    const { file, line, column } = problem.position;
    const place = `${file}:${line}:${column}`;
    if (!first.has(place)) first.set(place, problem);
  }
  return [...first.values()];
}

type PlacedProblem = Omit<Problem, "subject">;

/** The combination of a view in words, `by default` for no rule. */
export function underWords(view: PriceView): string {
  if (view.rule === null) return "by default";
  return `under ${[...view.rule.when].map(([dimension, values]) => `${dimension} ${values.join(" or ")}`).join(", ")}`;
}
