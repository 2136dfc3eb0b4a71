import { namedValues } from "../catalog/composition.js";
import type { Offer, PriceSet, ProviderEntry } from "../catalog/index.js";
import { DEFAULT_VALUES, type Dimension } from "../meters/index.js";
import type { ConditionProblem } from "./conditions.js";
import type { RateTable } from "./rate-table.js";

/** What pricing needs to know of one price set, worked out once. */
export interface SetPlan {
  readonly provider: ProviderEntry;
  readonly offer: Offer;
  readonly set: PriceSet;
  /** The dimensions that a rule or a `not_offered` of the set names: all others make no difference to its prices. */
  readonly dimensions: readonly Dimension[];
  /** The values of each such dimension that the set declares, its default among them. */
  readonly declared: ReadonlyMap<Dimension, ReadonlySet<string>>;
  /** The class of a request whose record and name say nothing of a region. */
  readonly defaultRegionClass: string;
  /** Rates by condition, filled as they are asked for. */
  readonly tables: Map<string, RateTable>;
  /**
   * What holds for requests that state no condition at all, by the context they are in; null where the hour makes a
   * difference and so must be looked at each time.
   */
  readonly plain: Map<string, RateTable | ConditionProblem> | null;
}

const plans = new WeakMap<PriceSet, SetPlan>();

export function planOf(provider: ProviderEntry, offer: Offer, set: PriceSet): SetPlan {
  const known = plans.get(set);
  if (known !== undefined && known.offer === offer && known.provider === provider) return known;
  const declared = namedValues(set);
  const plan: SetPlan = {
    provider,
    offer,
    set,
    dimensions: [...declared.keys()],
    declared,
    defaultRegionClass: offer.regionClass ?? provider.regions.default,
    tables: new Map(),
    plain: declared.has("time_window") ? null : new Map(),
  };
  for (const [dimension, values] of declared) {
    const byDefault = defaultValue(plan, dimension);
    if (byDefault !== undefined) values.add(byDefault);
  }
  plans.set(set, plan);
  return plan;
}

/** The value of a dimension that nothing states: the catalog's for regions and hours, else the one of the vocabulary. */
export function defaultValue(plan: SetPlan, dimension: Dimension): string | undefined {
  if (dimension === "region_class") return plan.defaultRegionClass;
  if (dimension !== "time_window") return DEFAULT_VALUES[dimension];
  return plan.set.calendar === null ? undefined : plan.provider.calendars.get(plan.set.calendar)?.otherwise;
}
