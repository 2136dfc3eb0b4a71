import type { Rule } from "./rule.js";
import { eachWaiver } from "./waivers.js";

export const unusedWaiver: Rule = {
  id: "unused-waiver",
  refs: [],
  severity: "warning",
  summary: "A waiver accepts no finding: what it was for is gone, and it would hide the next one.",
  remedy: "take the waiver out",
  *check(catalog, { usedWaivers, rulesRun }) {
    for (const { waiver, subject } of eachWaiver(catalog)) {
      if (usedWaivers.has(waiver) || !rulesRun.has(waiver.rule)) continue;
      const message = `the rule ${waiver.rule} finds nothing here that the waiver would accept`;
      yield { subject, position: waiver.position, message, value: waiver.rule };
    }
  },
};
