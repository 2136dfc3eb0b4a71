import { Decimal } from "../../money/index.js";
import { eachSet } from "./each.js";
import { compareRatio, defaultConditions, viewUnder } from "./effective.js";
import type { Rule } from "./rule.js";
import { INPUT, OUTPUT } from "./token-keys.js";

export const outputAboveInput: Rule = {
  id: "output-above-input",
  refs: ["R1"],
  severity: "warning",
  summary: "A text model's output costs less than its input: the two are often swapped.",
  remedy: "compare both with the source; waive the rule if the vendor really prices it so",
  *check(catalog) {
    for (const { set, offer, provider, model, subject } of eachSet(catalog)) {
      if (model?.type !== "text") continue;
      const view = viewUnder(set, null, defaultConditions(set, offer, provider));
      const [paid, earned] = [view.price(INPUT), view.price(OUTPUT)];
      if (paid === undefined || earned === undefined || compareRatio(earned, paid, Decimal.one) >= 0) continue;
      const message = `output costs ${earned.amount} and uncached_input ${paid.amount}`;
      yield { subject, position: earned.position, message, value: earned.amount.toString() };
    }
  },
};
