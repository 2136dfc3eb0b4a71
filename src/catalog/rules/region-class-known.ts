import { didYouMean, type Position } from "../../findings/index.js";
import type { ProviderEntry } from "../provider.js";
import { eachOffer } from "./each.js";
import type { Problem, Rule, Subject } from "./rule.js";

export const regionClassKnown: Rule = {
  id: "region-class-known",
  refs: ["R10"],
  severity: "error",
  summary: "A price or an offer names a region class that the provider's regions never give, so it would never apply.",
  remedy: "map a region to the class under regions.classes, or name one of the provider's classes",
  *check(catalog) {
    for (const { provider, offer, subject } of eachOffer(catalog)) {
      // Where no region is mapped, the class comes from the request alone and can be any.
      if (provider.regions.classes.size === 0) continue;
      const known = classesOf(provider);
      if (offer.regionClass !== null) yield* unknown(offer.regionClass, known, offer.position, subject);
      for (const set of offer.prices) {
        for (const rule of set.rules) {
          for (const name of rule.when.get("region_class") ?? []) yield* unknown(name, known, rule.position, subject);
        }
      }
    }
  },
};

/** The classes of a provider's regions, its default among them. */
function classesOf(provider: ProviderEntry): Set<string> {
  return new Set([provider.regions.default, ...provider.regions.classes.values()]);
}

function* unknown(name: string, known: Set<string>, position: Position, subject: Subject): Generator<Problem> {
  if (known.has(name)) return;
  const near = didYouMean(name, known) || `they are ${[...known].join(", ")}`;
  yield { subject, position, message: `no region has the class ${JSON.stringify(name)}; ${near}`, value: name };
}
