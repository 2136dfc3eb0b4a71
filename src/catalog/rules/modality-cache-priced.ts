import { type Meter, parseMeter } from "../../meters/index.js";
import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const modalityCachePriced: Rule = {
  id: "modality-cache-priced",
  refs: ["R5"],
  severity: "error",
  summary:
    "Input of a modality has a rate, text is read from the cache at a rate, and cached input of that modality has none.",
  remedy: "state the modality's cache_read, or {billed_as: cache_read}; waive the rule if it cannot be cached",
  *check(catalog) {
    const textRead = parseMeter("cache_read");
    for (const { set, subject } of eachSet(catalog)) {
      if (textRead === undefined || !set.rates.has(textRead)) continue;
      for (const modality of ["audio", "image", "video"]) {
        const [input, read] = [parseMeter(`uncached_input_${modality}`), parseMeter(`cache_read_${modality}`)];
        const stated = input && set.rates.get(input);
        if (stated === undefined || hasRate(set.rates, read)) continue;
        const message = `${input} and cache_read have rates, cache_read_${modality} has none`;
        yield { subject, position: stated.position, message };
      }
    }
  },
};

function hasRate(rates: ReadonlyMap<string, unknown>, key: Meter | undefined): boolean {
  return key !== undefined && rates.has(key);
}
