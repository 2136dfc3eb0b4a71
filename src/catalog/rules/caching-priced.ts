import { parseMeter } from "../../meters/index.js";
import { cacheWrites } from "./cache-writes.js";
import { eachSet, type SetInPlace } from "./each.js";
import { holdsNowOrLater } from "./in-force.js";
import type { Rule } from "./rule.js";

export const cachingPriced: Rule = {
  id: "caching-priced",
  refs: ["R6"],
  severity: "error",
  summary:
    "A model that caches prompts has no rate for cache_read, or a Claude model has one of the 5-minute and 1-hour cache writes without the other.",
  remedy: "state the missing rate, or {billed_as: …} where the vendor bills it as something else",
  *check(catalog, { today }) {
    for (const place of eachSet(catalog)) {
      const { set, offer, subject } = place;
      if (offer.status === "retired" || set.price === "reported" || !holdsNowOrLater(offer, set, today)) continue;
      for (const missing of missingKeys(place)) {
        const message = `${missing} has no rate, although the model caches prompts`;
        yield { subject, position: set.position, message, value: missing };
      }
    }
  },
};

function missingKeys({ set, model }: SetInPlace): string[] {
  const has = (name: string): boolean => {
    const key = parseMeter(name);
    return key !== undefined && set.rates.has(key);
  };
  const missing: string[] = [];
  const priced = has("uncached_input");
  if (model?.capabilities.includes("prompt_caching") && priced && !has("cache_read")) missing.push("cache_read");
  if (model?.family === "anthropic" && cacheWrites(set).length > 0) {
    missing.push(...["cache_write_5m", "cache_write_1h"].filter((write) => !has(write)));
  }
  return missing;
}
