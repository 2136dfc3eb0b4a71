import type { Conditions } from "../../meters/index.js";
import type { ProviderEntry } from "../provider.js";

/** A name without the parts that state a condition, which stand in `lifted`. It is looked up exactly. */
export interface LiftedName {
  readonly name: string;
  readonly lifted: Conditions;
}

/**
 * What a provider's id may mean, the likeliest reading first; none when the grammar finds nothing to lift. It is asked only
 * for names that the catalog does not hold as they are.
 */
export type Grammar = (name: string, provider: ProviderEntry) => readonly LiftedName[];

/** The class of a region that stands in the name itself; a region that maps to none is kept, visible and unpriced. */
export function regionLifted(region: string, provider: ProviderEntry): Conditions {
  return { region_class: provider.regions.classes.get(region) ?? region };
}
