import type { When } from "../price-set.js";
import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const conditionsOnce: Rule = {
  id: "conditions-once",
  refs: ["R7"],
  severity: "error",
  summary: "Two rules of a price set have the same conditions, so that neither replaces the other.",
  remedy: "make them one rule",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      const lines = new Map<string, number>();
      for (const { when, position } of set.rules) {
        const taken = expanded(when);
        const earlier = taken.map((one) => lines.get(one)).find((line) => line !== undefined);
        for (const one of taken) if (!lines.has(one)) lines.set(one, position.line);
        if (earlier === undefined) continue;
        yield { subject, position, message: `the rule has conditions of the rule at line ${earlier}` };
      }
    }
  },
};

/** A list of values is short for one rule a value: every combination of a `when`, in one spelling. */
function expanded(when: When): string[] {
  const sorted = [...when].sort(([a], [b]) => (a < b ? -1 : 1));
  let combinations = [""];
  for (const [dimension, values] of sorted) {
    combinations = combinations.flatMap((before) => values.map((value) => `${before}${dimension}=${value}\n`));
    if (combinations.length > MOST_COMBINATIONS) return [];
  }
  return combinations;
}

/** A guard: no price list comes near it. */
const MOST_COMBINATIONS = 10_000;
