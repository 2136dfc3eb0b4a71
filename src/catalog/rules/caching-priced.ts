import { eachSet } from "./each.js";
import { holdsNowOrLater } from "./in-force.js";
import type { Rule } from "./rule.js";
import { CACHE_READ, INPUT } from "./token-keys.js";

export const cachingPriced: Rule = {
  id: "caching-priced",
  refs: ["R6"],
  severity: "warning",
  summary:
    "A model caches prompts, and an offer of it has a rate for input and none for cache_read: its use is unpriced.",
  remedy: "state cache_read, or {billed_as: uncached_input}; waive the rule if this seller does not cache",
  *check(catalog, { today }) {
    for (const { set, offer, model, subject } of eachSet(catalog)) {
      if (!model?.capabilities.includes("prompt_caching") || offer.status === "retired") continue;
      if (!set.rates.has(INPUT) || set.rates.has(CACHE_READ) || !holdsNowOrLater(offer, set, today)) continue;
      const message = `cache_read has no rate, although ${model.id} caches prompts`;
      yield { subject, position: set.position, message, value: "cache_read" };
    }
  },
};
