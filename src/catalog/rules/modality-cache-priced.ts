import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";
import { CACHE_READ, INPUT, MODALITY_KEYS } from "./token-keys.js";

export const modalityCachePriced: Rule = {
  id: "modality-cache-priced",
  refs: ["R5"],
  severity: "warning",
  summary:
    "Input of a modality has a rate, text is read from the cache at a rate, and cached input of that modality has none.",
  remedy: "state the modality's cache_read, or {billed_as: cache_read}; waive the rule if it cannot be cached",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      if (!set.rates.has(CACHE_READ)) continue;
      for (const { input, read } of MODALITY_KEYS) {
        const stated = set.rates.get(input);
        if (stated === undefined || input === INPUT || set.rates.has(read)) continue;
        const message = `${input} and ${CACHE_READ} have rates, ${read} has none`;
        yield { subject, position: stated.position, message };
      }
    }
  },
};
