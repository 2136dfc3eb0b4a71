import { eachSet, statedRates } from "./each.js";
import type { Rule } from "./rule.js";
import { OUTPUT } from "./token-keys.js";

export const reasoningBesideOutput: Rule = {
  id: "reasoning-beside-output",
  refs: ["R8"],
  severity: "error",
  summary: "A set prices reasoning apart and has no rate for the rest of the output.",
  remedy: "state output beside output_reasoning, or leave output_reasoning out where both cost the same",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      for (const { rates, when } of statedRates(set)) {
        const reasoning = rates.get("output_reasoning");
        if (reasoning === undefined) continue;
        if (rates.has(OUTPUT) || (when !== null && set.rates.has(OUTPUT))) continue;
        yield { subject, position: reasoning.position, message: "output_reasoning has a rate and output has none" };
      }
    }
  },
};
