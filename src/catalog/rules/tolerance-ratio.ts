import { decimal } from "../../money/index.js";
import { POLICY_SUBJECT } from "./each.js";
import type { Rule } from "./rule.js";

/** Half a percent is usual; whoever writes 0.5 means that. */
const MOST = decimal("0.1");

export const toleranceRatio: Rule = {
  id: "tolerance-ratio",
  refs: [],
  severity: "error",
  summary: "The policy's tolerance passes differences of over a tenth of a bill: a percentage was written as a share.",
  remedy: "write a share: 0.005 is half a percent",
  *check(catalog) {
    const { tolerance, position } = catalog.policy;
    if (tolerance.ratio.compare(MOST) <= 0) return;
    const message = `tolerance.ratio is ${tolerance.ratio}, which passes differences of that share of the bill`;
    yield { subject: POLICY_SUBJECT, position, message, value: tolerance.ratio.toString() };
  },
};
