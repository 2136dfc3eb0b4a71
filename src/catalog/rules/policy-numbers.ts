import { Decimal } from "../../money/index.js";
import { POLICY_SUBJECT } from "./each.js";
import type { Rule } from "./rule.js";

export const policyNumbers: Rule = {
  id: "policy-numbers",
  refs: ["R24"],
  severity: "error",
  summary: "The policy's credits cost nothing, or a tolerance is negative or as large as the whole bill.",
  remedy: "per_unit is above 0; the tolerance's ratio is a share from 0 to below 1 (0.005 is half a percent)",
  *check(catalog) {
    const { credits, tolerance, position } = catalog.policy;
    const at = { subject: POLICY_SUBJECT, position };
    if (credits !== null && credits.perUnit.sign() <= 0) {
      yield { ...at, message: `credits.per_unit is ${credits.perUnit}`, value: credits.perUnit.toString() };
    }
    if (tolerance.amount.sign() < 0) {
      yield { ...at, message: `tolerance.amount is ${tolerance.amount}`, value: tolerance.amount.toString() };
    }
    if (tolerance.ratio.sign() < 0 || tolerance.ratio.compare(Decimal.one) >= 0) {
      yield { ...at, message: `tolerance.ratio is ${tolerance.ratio}`, value: tolerance.ratio.toString() };
    }
  },
};
