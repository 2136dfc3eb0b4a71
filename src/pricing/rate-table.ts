import { composeRate, matches } from "../catalog/composition.js";
import type { BilledAs, PriceKey, PriceRule, Rate } from "../catalog/index.js";
import type { Conditions, Meter } from "../meters/index.js";
import { type Decimal, exactQuotient, quotientHalfEven } from "../money/index.js";
import type { CostLine, UnpricedReason } from "./cost.js";
import type { SetPlan } from "./plan.js";

/** Decimals kept of the price of one unit when rate ÷ per is no finite decimal ($4.80 an hour in seconds). */
const UNIT_DECIMALS = 18;

/** The rate of one meter under one set of conditions. */
export interface ResolvedRate {
  readonly kind: "rate";
  /** The price of one unit, after every condition. */
  readonly unit: Decimal;
  /** The price of `per` units, after every condition. */
  readonly rate: Decimal;
  readonly per: Decimal;
  readonly stated: Rate;
  readonly from: PriceRule | null;
  readonly factors: readonly { readonly rule: PriceRule; readonly times: Decimal }[];
  readonly billedAs: Meter | null;
  /** Whether the price of one unit had to be rounded. */
  readonly rounded: boolean;
  /** Where the rate stands in the catalog. */
  readonly source: CostLine["source"];
}

export interface NoRate {
  readonly kind: "none";
  readonly reason: UnpricedReason;
  readonly message: string;
}

/** The rates of one price set under one combination of conditions, each composed once. */
export interface RateTable {
  readonly kind: "table";
  readonly conditions: Conditions;
  readonly notOffered: string | null;
  readonly rates: Map<PriceKey, ResolvedRate | NoRate>;
  /** Whether the set prices reasoning apart, so that output is split. */
  readonly splitsReasoning: boolean;
}

export function tableFor(plan: SetPlan, key: string, conditions: Conditions): RateTable {
  const known = plan.tables.get(key);
  if (known !== undefined) return known;
  const table: RateTable = {
    kind: "table",
    conditions,
    notOffered: notOffered(plan, conditions),
    rates: new Map(),
    splitsReasoning: resolveRate(plan, conditions, "output_reasoning").kind === "rate",
  };
  plan.tables.set(key, table);
  return table;
}

export function rateIn(plan: SetPlan, table: RateTable, key: PriceKey): ResolvedRate | NoRate {
  const known = table.rates.get(key);
  if (known !== undefined) return known;
  const resolved = resolveRate(plan, table.conditions, key);
  table.rates.set(key, resolved);
  return resolved;
}

function notOffered(plan: SetPlan, conditions: Conditions): string | null {
  const combination = plan.set.notOffered.find((when) => matches(when, conditions));
  if (combination === undefined) return null;
  const words = [...combination].map(([dimension, values]) => `${dimension} ${values.join(" or ")}`);
  return `${plan.offer.provider}/${plan.offer.id} is not offered with ${words.join(" and ")}`;
}

function resolveRate(plan: SetPlan, conditions: Conditions, key: PriceKey): ResolvedRate | NoRate {
  const composed = composeRate(plan.set, conditions, key);
  if (composed.kind === "rate" && composed.rate.kind === "billed_as") return billedAs(plan, conditions, composed.rate);
  const name = `${plan.offer.provider}/${plan.offer.id}`;
  if (composed.kind === "ambiguous") {
    const lines = composed.candidates.map((rule) => rule.position.line).join(" and ");
    const message = `the price of ${key} is ambiguous: the rules at lines ${lines} both state it and neither is narrower`;
    return { kind: "none", reason: "ambiguous_price", message };
  }
  if (composed.kind === "none" || composed.rate.kind !== "rate") {
    return { kind: "none", reason: "no_rate", message: `the catalog states no rate of ${name} for ${key}` };
  }
  return priced(plan, composed.rate, composed.from, composed.factors);
}

function billedAs(plan: SetPlan, conditions: Conditions, entry: BilledAs): ResolvedRate | NoRate {
  const target = composeRate(plan.set, conditions, entry.meter);
  if (target.kind !== "rate" || target.rate.kind !== "rate") {
    const message = `it is billed as ${entry.meter}, of which the catalog states no rate`;
    return { kind: "none", reason: "no_rate", message };
  }
  return { ...priced(plan, target.rate, target.from, target.factors), billedAs: entry.meter };
}

function priced(plan: SetPlan, stated: Rate, from: PriceRule | null, factors: ResolvedRate["factors"]): ResolvedRate {
  const exact = exactQuotient(stated.rate, stated.per);
  let unit = exact ?? quotientHalfEven(stated.rate, stated.per, UNIT_DECIMALS);
  let rate = stated.rate;
  const times = factors.map((factor) => factor.times);
  if (plan.set.discount !== null) times.push(plan.set.discount);
  for (const factor of times) {
    unit = unit.mul(factor);
    rate = rate.mul(factor);
  }
  return {
    kind: "rate",
    unit: unit.normalized(),
    rate: rate.normalized(),
    per: stated.per,
    stated,
    from,
    factors,
    billedAs: null,
    rounded: exact === undefined,
    source: Object.freeze({ file: stated.position.file, line: stated.position.line, layer: plan.set.layer }),
  };
}
