import { type Conditions, type Dimension, parseMeter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { PriceRule } from "../price-set.js";
import { eachSet } from "./each.js";
import { compareRatio, priceViews, underWords, viewUnder } from "./effective.js";
import type { Rule } from "./rule.js";

type Direction = "less" | "more" | "not less";

/** What a condition must do to the price of the same request without it. */
const DIRECTIONS: readonly [Dimension, string, Direction][] = [
  ["service_tier", "batch", "less"],
  ["service_tier", "flex", "less"],
  ["service_tier", "priority", "more"],
  ["speed", "fast", "more"],
];

export const tiersInOrder: Rule = {
  id: "tiers-in-order",
  refs: ["R22", "R7"],
  severity: "error",
  summary:
    "Batch or flex costs no less than standard, priority or fast no more, or a long context less than a short one.",
  remedy: "compare the rule with the source: often a standard price was copied into it",
  *check(catalog) {
    for (const { set, offer, provider, subject } of eachSet(catalog)) {
      for (const view of priceViews(set, offer, provider)) {
        const { rule } = view;
        if (rule === null) continue;
        for (const { plain, direction, words } of plainConditions(rule, view.conditions)) {
          for (const name of ["uncached_input", "output"]) {
            const key = parseMeter(name);
            if (key === undefined || !touches(rule, name)) continue;
            const [with_, without] = [view.price(key), viewUnder(set, null, plain).price(key)];
            if (with_ === undefined || without === undefined || without.amount.isZero()) continue;
            const order = compareRatio(with_, without, Decimal.one);
            if (direction === "less" ? order < 0 : direction === "more" ? order > 0 : order >= 0) continue;
            const message = `${name} costs ${with_.amount} ${underWords(view)} and ${without.amount} without ${words}`;
            yield { subject, position: rule.position, message, value: with_.amount.toString() };
          }
        }
      }
    }
  },
};

interface Plain {
  readonly plain: Conditions;
  readonly direction: Direction;
  readonly words: string;
}

/** The combination of a rule with one of its conditions set back to the default, for each that has a direction. */
function* plainConditions(rule: PriceRule, conditions: Conditions): Generator<Plain> {
  for (const [dimension, value, direction] of DIRECTIONS) {
    if (!rule.when.has(dimension) || conditions[dimension] !== value) continue;
    yield { plain: { ...conditions, [dimension]: "standard" }, direction, words: value };
  }
  const context = conditions.context ?? "short";
  if (!rule.when.has("context") || context === "short") return;
  yield { plain: { ...conditions, context: "short" }, direction: "not less", words: context };
}

function touches(rule: PriceRule, name: string): boolean {
  for (const key of [...rule.rates.keys(), ...rule.times.keys()]) {
    if (key === name || key === "tokens" || (key === "input" && name === "uncached_input")) return true;
  }
  return false;
}
