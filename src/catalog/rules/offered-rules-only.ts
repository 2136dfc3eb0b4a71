import type { When } from "../price-set.js";
import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const offeredRulesOnly: Rule = {
  id: "offered-rules-only",
  refs: ["R7"],
  severity: "error",
  summary: "A rule prices a combination that the set lists as not offered: one of the two is wrong.",
  remedy: "take out the rule, or the combination under not_offered",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      for (const { when, position } of set.rules) {
        if (!set.notOffered.some((never) => coveredBy(when, never))) continue;
        yield { subject, position, message: "the rule prices only what not_offered says is not sold" };
      }
    }
  },
};

/** Whether every situation that the rule applies in is one that is not offered. */
function coveredBy(when: When, never: When): boolean {
  for (const [dimension, values] of never) {
    const asked = when.get(dimension);
    if (asked === undefined || !asked.every((value) => values.includes(value))) return false;
  }
  return true;
}
