import type { PriceRule, PriceSet, When } from "../price-set.js";
import { type Segment, segmentsOf } from "./segments.js";

/**
 * The price sets of an offer with an overlay's laid over them. A confirmed set of the overlay splits the base's at its own
 * `from` and `until`; within, its rates replace those of the same meters and its rules those of the same `when`. Sets that
 * are not confirmed, and other currencies, stand beside each other untouched. Semantics section 3, "Composition", 4.
 */
export function layPrices(base: readonly PriceSet[], over: readonly PriceSet[]): readonly PriceSet[] {
  const currencies = new Set(over.filter(isConfirmed).map((set) => set.currency));
  const isLaid = (set: PriceSet): boolean => isConfirmed(set) && currencies.has(set.currency);
  const untouched = [...base, ...over].filter((set) => !isLaid(set));
  const laid = [...currencies].flatMap((currency) => {
    const inCurrency = (set: PriceSet): boolean => isConfirmed(set) && set.currency === currency;
    return segmentsOf(base.filter(inCurrency), over.filter(inCurrency)).flatMap(setOf);
  });
  return Object.freeze([...untouched, ...laid].sort((a, b) => a.from - b.from));
}

function isConfirmed(set: PriceSet): boolean {
  return set.status === "confirmed";
}

/** The set of a segment; none where nothing states a rate: a discount on nothing is no price. */
function setOf(segment: Segment): PriceSet[] {
  const { base, over } = segment;
  if (over === undefined) return base === undefined ? [] : [piece(base, segment)];
  if (base !== undefined) return [piece(merged(base, over), segment)];
  return statesRates(over) ? [piece(over, segment)] : [];
}

/** The set in a part of its time; the set itself where nothing is cut off. */
function piece(set: PriceSet, { from, until }: Segment): PriceSet {
  const end = until === Number.POSITIVE_INFINITY ? null : until;
  return set.from === from && set.until === end ? set : Object.freeze({ ...set, from, until: end });
}

function statesRates(set: PriceSet): boolean {
  return set.price === "reported" || set.rates.size > 0 || set.rules.length > 0;
}

function merged(base: PriceSet, over: PriceSet): PriceSet {
  const { layer, position } = over;
  const discount = over.discount ?? base.discount;
  if (!statesRates(over)) return Object.freeze({ ...base, discount, layer, position });
  if (over.price === "reported") return Object.freeze({ ...over, discount });
  const priced = base.price === "reported" ? { ...base, rates: new Map(), rules: [] } : base;
  return Object.freeze({
    ...over,
    discount,
    rates: new Map([...priced.rates, ...over.rates]),
    rules: Object.freeze(mergedRules(priced.rules, over.rules)),
    context: over.context.length > 0 ? over.context : base.context,
    calendar: over.calendar ?? base.calendar,
    notOffered: over.notOffered.length > 0 ? over.notOffered : base.notOffered,
    allowances: over.allowances.length > 0 ? over.allowances : base.allowances,
  });
}

function mergedRules(base: readonly PriceRule[], over: readonly PriceRule[]): PriceRule[] {
  const replaced = new Set(over.map((rule) => whenKey(rule.when)));
  return [...base.filter((rule) => !replaced.has(whenKey(rule.when))), ...over];
}

/** The same for the same dimensions with the same values, in whatever order they are written. */
function whenKey(when: When): string {
  return JSON.stringify([...when].map(([dimension, values]) => [dimension, [...values].sort()]).sort());
}
