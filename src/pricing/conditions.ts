import { timeWindow } from "../catalog/calendar.js";
import { regionClassOf } from "../catalog/regions.js";
import {
  type Conditions,
  DEFAULT_VALUES,
  type Dimension,
  type Instant,
  type Interval,
  passes,
  VARIANT_KEYS,
  type VariantKey,
} from "../meters/index.js";
import type { UnpricedReason } from "./cost.js";
import { defaultValue, type SetPlan } from "./plan.js";
import type { PriceConditions } from "./request.js";

/** Why usage under these conditions has no price, whatever the meter. */
export interface ConditionProblem {
  readonly kind: "problem";
  readonly reason: UnpricedReason;
  readonly message: string;
}

export interface EffectiveConditions {
  readonly kind: "conditions";
  /** One value for each dimension that makes a difference to the set's prices. */
  readonly values: Conditions;
  /** The same as a key. */
  readonly key: string;
}

/** Vendor words that change the price wherever they are not declared; other dimensions are neutral until a rule names them. */
const ALWAYS_CHECKED: readonly Dimension[] = ["service_tier", "region_class", "speed"];

/** The value of every dimension for this usage, or why there is none. Semantics sections 2 (regions) and 3 (composition). */
export function effectiveConditions(
  plan: SetPlan,
  lifted: Conditions,
  stated: PriceConditions,
  interval: Interval,
  at: Instant,
): EffectiveConditions | ConditionProblem {
  const regionClass = regionClassFor(plan, lifted, stated);
  if (typeof regionClass !== "string") return regionClass;
  const valueIn = (dimension: Dimension): string | undefined => {
    if (dimension === "region_class") return regionClass;
    if (dimension === "context") return contextOf(plan, interval);
    if (dimension === "time_window") return windowAt(plan, at);
    return statedValue(dimension, stated) ?? lifted[dimension] ?? defaultValue(plan, dimension);
  };
  for (const dimension of ALWAYS_CHECKED) {
    const problem = undeclared(plan, dimension, valueIn(dimension));
    if (problem !== undefined) return problem;
  }
  const values: Partial<Record<Dimension, string>> = {};
  let key = "";
  for (const dimension of plan.dimensions) {
    const value = valueIn(dimension);
    const problem = undeclared(plan, dimension, value);
    if (problem !== undefined) return problem;
    if (value !== undefined) values[dimension] = value;
    key += `${value ?? ""}\u0000`;
  }
  return { kind: "conditions", values, key };
}

/**
 * The value of every dimension that a bill may tell apart, whether or not it makes a difference to the price: undefined
 * where neither the record nor a default gives one.
 */
export function describeConditions(
  plan: SetPlan,
  lifted: Conditions,
  stated: PriceConditions,
  interval: Interval,
): Conditions {
  const regionClass = regionClassFor(plan, lifted, stated);
  const values: Partial<Record<Dimension, string>> = { context: contextOf(plan, interval) };
  if (typeof regionClass === "string") values.region_class = regionClass;
  for (const dimension of ["service_tier", "speed", "mode", ...VARIANT_KEYS] as const) {
    const value = statedValue(dimension, stated) ?? lifted[dimension] ?? defaultValue(plan, dimension);
    if (value !== undefined) values[dimension] = value;
  }
  return values;
}

function statedValue(dimension: Dimension, stated: PriceConditions): string | undefined {
  if (dimension === "service_tier") return stated.serviceTier;
  if (dimension === "speed") return stated.speed;
  if (dimension === "mode") return stated.mode;
  return isVariantKey(dimension) ? stated.variant?.[dimension] : undefined;
}

function isVariantKey(dimension: Dimension): dimension is VariantKey {
  return (VARIANT_KEYS as readonly string[]).includes(dimension);
}

/** The record's own class, else the name's prefix, else the mapped region, else the default. */
function regionClassFor(plan: SetPlan, lifted: Conditions, stated: PriceConditions): string | ConditionProblem {
  const direct = stated.regionClass ?? lifted.region_class;
  if (direct !== undefined) return direct;
  if (stated.region === undefined) return plan.defaultRegionClass;
  const mapped = regionClassOf(plan.provider, stated.region);
  if (mapped !== undefined) return mapped;
  const message = `${plan.provider.id} has no region ${JSON.stringify(stated.region)} in the catalog`;
  return { kind: "problem", reason: "unknown_region", message };
}

export function contextOf(plan: SetPlan, interval: Interval): string {
  let highest: { name: string; over: number } | undefined;
  for (const threshold of plan.set.context) {
    if (passes(interval, threshold.over, threshold.inclusive) !== true) continue;
    if (highest === undefined || threshold.over > highest.over) highest = threshold;
  }
  return highest?.name ?? "short";
}

function windowAt(plan: SetPlan, at: Instant): string | undefined {
  const calendar = plan.set.calendar === null ? undefined : plan.provider.calendars.get(plan.set.calendar);
  return calendar === undefined ? undefined : timeWindow(calendar, at);
}

function undeclared(plan: SetPlan, dimension: Dimension, value: string | undefined): ConditionProblem | undefined {
  if (value === undefined) return undefined;
  const declared = plan.declared.get(dimension);
  const allowed = declared?.has(value) ?? value === (defaultValue(plan, dimension) ?? DEFAULT_VALUES[dimension]);
  if (allowed) return undefined;
  const name = `${plan.offer.provider}/${plan.offer.id}`;
  const message = `the catalog states no price of ${name} for ${dimension} ${JSON.stringify(value)}`;
  return { kind: "problem", reason: "undeclared_condition", message };
}
