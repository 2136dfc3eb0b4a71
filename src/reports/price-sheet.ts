import type { PriceKey, PriceSet, When } from "../catalog/index.js";
import type { Conditions, Dimension } from "../meters/index.js";
import { defaultValue, type SetPlan } from "../pricing/plan.js";
import type { NoRate, ResolvedRate } from "../pricing/rate-table.js";
import { priceKeys, ratesUnder } from "./set-rates.js";

/** Meters down, conditions across: every combination for which the set states a price of its own. */
export interface PriceSheet {
  readonly keys: readonly PriceKey[];
  readonly columns: readonly SheetColumn[];
}

export interface SheetColumn {
  /** Only what differs from the defaults; empty for the standard price. */
  readonly conditions: Conditions;
  readonly rates: ReadonlyMap<PriceKey, ResolvedRate | NoRate>;
}

/** Combinations that the set does not offer are left out: `notOffered` of the set names them. */
export function priceSheet(plan: SetPlan): PriceSheet {
  const keys = priceKeys(plan.set);
  const columns: SheetColumn[] = [];
  for (const conditions of combinations(plan)) {
    const rates = ratesUnder(plan, conditions);
    if (rates.notOffered === null)
      columns.push({ conditions, rates: new Map(keys.map((key) => [key, rates.of(key)])) });
  }
  return { keys, columns };
}

/** The standard price, each combination that a rule names, and each service tier together with long context. */
function combinations(plan: SetPlan): Conditions[] {
  const named = plan.set.rules.flatMap((rule) => expanded(rule.when)).map((each) => withoutDefaults(plan, each));
  const tiers = named.filter((each) => only(each, "service_tier"));
  const contexts = named.filter((each) => only(each, "context"));
  const both = contexts.flatMap((context) => tiers.map((tier) => ({ ...context, ...tier })));
  const unique = new Map([{}, ...named, ...both].map((each): [string, Conditions] => [keyOf(each), each]));
  return [...unique.values()].sort((a, b) => Object.keys(a).length - Object.keys(b).length);
}

/** One combination for each choice of values: a list in a `when` stands for any of them. */
function expanded(when: When): Conditions[] {
  let all: Conditions[] = [{}];
  for (const [dimension, values] of when) {
    all = all.flatMap((each) => values.map((value) => ({ ...each, [dimension]: value })));
  }
  return all;
}

function withoutDefaults(plan: SetPlan, conditions: Conditions): Conditions {
  const entries = Object.entries(conditions) as [Dimension, string][];
  return Object.fromEntries(entries.filter(([dimension, value]) => value !== defaultValue(plan, dimension)));
}

function only(conditions: Conditions, dimension: Dimension): boolean {
  return Object.keys(conditions).length === 1 && conditions[dimension] !== undefined;
}

function keyOf(conditions: Conditions): string {
  return JSON.stringify(Object.entries(conditions).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const WORDS_ALONE: readonly string[] = ["service_tier", "context", "region_class", "speed", "mode", "time_window"];

/** `batch`, `batch, long`, `size 1024x1024`; `standard` where nothing differs. */
export function conditionsTitle(conditions: Conditions): string {
  const words = Object.entries(conditions).map(([dimension, value]) =>
    WORDS_ALONE.includes(dimension) ? value : `${dimension.replaceAll("_", " ")} ${value}`,
  );
  return words.length === 0 ? "standard" : words.join(", ");
}

/** `priority with long`, for each combination that the vendor does not sell. */
export function notOfferedTitles(set: PriceSet): string[] {
  return set.notOffered.map((when) => [...when.values()].map((values) => values.join(" or ")).join(" with "));
}
