import { DIMENSIONS, type Dimension, isMeterGroup, type MeterGroup, meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type {
  Allowance,
  BilledAs,
  ContextThreshold,
  PriceKey,
  PriceRule,
  PriceSet,
  Rate,
  Rates,
  When,
} from "../price-set.js";
import type { RawPriceSet, RawRate, RawRule, RawWhen } from "../schema/price-set.js";
import { Numeral } from "../yaml/numeral.js";
import { type BuildContext, decimalOrNull, instantOf, instantOrNull, integerOf } from "./fields.js";

/** A price set as the schema has passed it. Plain numbers are the price of the set's `per`. */
export function buildPriceSet(raw: RawPriceSet, context: BuildContext): PriceSet {
  const per = raw.per?.value ?? Decimal.one;
  return Object.freeze({
    from: instantOf(raw.from),
    statedFrom: instantOf(raw.from),
    until: instantOrNull(raw.until),
    currency: raw.currency,
    status: raw.status ?? "confirmed",
    source: raw.source,
    checked: instantOf(raw.checked),
    unverified: raw.unverified ?? null,
    recheckOn: instantOrNull(raw.recheck_on),
    price: raw.price ?? "rates",
    rates: buildRates(raw.rates, per, context),
    rules: Object.freeze((raw.rules ?? []).map((rule) => buildRule(rule, per, context))),
    context: buildThresholds(raw.context, context),
    calendar: raw.calendar ?? null,
    notOffered: Object.freeze((raw.not_offered ?? []).map(buildWhen)),
    allowances: buildAllowances(raw.allowances, context),
    discount: decimalOrNull(raw.discount),
    layer: context.layer,
    position: context.source.of(raw),
  });
}

type RawRates = Readonly<Record<string, RawRate>> | undefined;

function buildRates(raw: RawRates, per: Decimal, context: BuildContext): Rates {
  const rates = new Map<PriceKey, Rate | BilledAs>();
  for (const [key, value] of Object.entries(raw ?? {})) {
    rates.set(priceKey(key), buildRate(value, per, context.source.value(raw ?? {}, key)));
  }
  return rates;
}

function buildRate(raw: RawRate, per: Decimal, position: Rate["position"]): Rate | BilledAs {
  if (raw instanceof Numeral) return Object.freeze({ kind: "rate", rate: raw.value, per, counts: null, position });
  if ("billed_as" in raw) return Object.freeze({ kind: "billed_as", meter: meter(raw.billed_as), position });
  const counts = raw.counts ?? null;
  return Object.freeze({ kind: "rate", rate: raw.rate.value, per: raw.per?.value ?? per, counts, position });
}

function priceKey(name: string): PriceKey {
  return name === "output_reasoning" ? name : meter(name);
}

function buildRule(raw: RawRule, per: Decimal, context: BuildContext): PriceRule {
  const times = new Map<PriceKey | MeterGroup, Decimal>();
  for (const [key, factor] of Object.entries(raw.times ?? {})) {
    times.set(isMeterGroup(key) ? key : priceKey(key), factor.value);
  }
  const rates = buildRates(raw.rates, per, context);
  return Object.freeze({ when: buildWhen(raw.when), rates, times, position: context.source.of(raw) });
}

function buildWhen(raw: RawWhen): When {
  const when = new Map<Dimension, readonly string[]>();
  for (const dimension of DIMENSIONS) {
    const value = raw[dimension];
    if (value === undefined) continue;
    const values = Array.isArray(value) ? value : [value];
    when.set(dimension, Object.freeze(values.map((each) => (each instanceof Numeral ? each.text : each))));
  }
  return when;
}

function buildThresholds(raw: RawPriceSet["context"], context: BuildContext): readonly ContextThreshold[] {
  const thresholds = Object.entries(raw ?? {}).map(([name, value]): ContextThreshold => {
    const point = value.over ?? value.at_least;
    if (point === undefined) throw new RangeError(`expected the threshold ${name} to have passed the schema`);
    const position = context.source.of(value);
    return Object.freeze({ name, over: integerOf(point), inclusive: value.over === undefined, position });
  });
  return Object.freeze(thresholds);
}

function buildAllowances(raw: RawPriceSet["allowances"], context: BuildContext): readonly Allowance[] {
  const allowances = (raw ?? []).map((value): Allowance => {
    const position = context.source.of(value);
    const { per, scope } = value;
    return Object.freeze({ meter: meter(value.meter), quantity: value.quantity.value, per, scope, position });
  });
  return Object.freeze(allowances);
}
