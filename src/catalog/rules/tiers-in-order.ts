import type { Conditions, Dimension, Meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import { factorFor } from "../composition.js";
import type { PriceRule } from "../price-set.js";
import { eachSet, type SetInPlace } from "./each.js";
import { compareRatio, firstAtEachPlace, type PriceView, priceViews, underWords, viewUnder } from "./effective.js";
import type { Problem, Rule } from "./rule.js";
import { INPUT, OUTPUT } from "./token-keys.js";

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
    for (const place of eachSet(catalog)) {
      for (const problem of firstAtEachPlace(outOfOrder(place))) yield { ...problem, subject: place.subject };
    }
  },
};

function* outOfOrder({ set, offer, provider }: SetInPlace): Generator<Omit<Problem, "subject">> {
  for (const view of priceViews(set, offer, provider)) {
    if (view.rule === null) continue;
    for (const plain of plainConditions(view.rule, view.conditions)) {
      const without = viewUnder(set, null, plain.conditions);
      for (const key of [INPUT, OUTPUT]) yield* compared(view, without, plain, key);
    }
  }
}

function* compared(
  view: PriceView,
  plain: PriceView,
  { direction, words }: Plain,
  key: Meter,
): Generator<Omit<Problem, "subject">> {
  if (view.rule === null || !touches(view.rule, key)) return;
  const [is, was] = [view.price(key), plain.price(key)];
  if (is === undefined || was === undefined || was.amount.isZero()) return;
  const order = compareRatio(is, was, Decimal.one);
  if (direction === "less" ? order < 0 : direction === "more" ? order > 0 : order >= 0) return;
  const message = `${key} costs ${is.amount} ${underWords(view)} and ${was.amount} without ${words}`;
  yield { position: view.rule.position, message, value: is.amount.toString() };
}

interface Plain {
  readonly conditions: Conditions;
  readonly direction: Direction;
  readonly words: string;
}

/** The combination of a rule with one of its conditions set back to the default, for each that has a direction. */
function* plainConditions(rule: PriceRule, conditions: Conditions): Generator<Plain> {
  for (const [dimension, value, direction] of DIRECTIONS) {
    if (!rule.when.has(dimension) || conditions[dimension] !== value) continue;
    yield { conditions: { ...conditions, [dimension]: "standard" }, direction, words: value };
  }
  const context = conditions.context ?? "short";
  if (!rule.when.has("context") || context === "short") return;
  yield { conditions: { ...conditions, context: "short" }, direction: "not less", words: context };
}

function touches(rule: PriceRule, key: Meter): boolean {
  return rule.rates.has(key) || factorFor(rule, key) !== undefined;
}
