import { type Decimal, parseDecimal } from "../../money/index.js";
import { eachSet } from "./each.js";
import { compareRatio, defaultConditions, type PriceView, viewUnder } from "./effective.js";
import type { Problem, Rule } from "./rule.js";
import { INPUT, OUTPUT } from "./token-keys.js";

export const batchShare: Rule = {
  id: "batch-share",
  refs: ["R22"],
  severity: "error",
  summary: "The batch prices of input or output are not the share of the standard price that the vendor declares.",
  remedy: "correct the batch rule or batch_share from the source; for batch on some days only, waive the rule",
  *check(catalog) {
    for (const { set, offer, provider, subject } of eachSet(catalog)) {
      const share = offer.batchShare === null ? undefined : parseDecimal(offer.batchShare);
      const rule = set.rules.find((each) => each.when.get("service_tier")?.includes("batch"));
      if (share === undefined || rule === undefined) continue;
      const conditions = defaultConditions(set, offer, provider);
      const standard = viewUnder(set, null, conditions);
      const batch = viewUnder(set, rule, { ...conditions, service_tier: "batch" });
      for (const problem of differing(standard, batch, share)) yield { ...problem, subject };
    }
  },
};

function* differing(standard: PriceView, batch: PriceView, share: Decimal): Generator<Omit<Problem, "subject">> {
  for (const key of [INPUT, OUTPUT]) {
    const [full, reduced] = [standard.price(key), batch.price(key)];
    if (full === undefined || reduced === undefined || compareRatio(reduced, full, share) === 0) continue;
    const position = batch.rule?.position ?? reduced.position;
    const message = `${key} costs ${reduced.amount} in batch and ${full.amount} else; batch_share is ${share}`;
    yield { position, message, value: reduced.amount.toString() };
  }
}
