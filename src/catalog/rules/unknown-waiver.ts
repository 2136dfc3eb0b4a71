import { didYouMean } from "../../findings/index.js";
import type { Rule } from "./rule.js";
import { eachWaiver } from "./waivers.js";

/** The names come in, because the list of rules holds this one too. */
export function unknownWaiver(ruleIds: () => readonly string[]): Rule {
  return {
    id: "unknown-waiver",
    refs: [],
    severity: "error",
    summary: "A waiver names a rule that does not exist.",
    remedy: "docs/rules.md lists the rules",
    *check(catalog) {
      const known = new Set(ruleIds());
      for (const { waiver, subject } of eachWaiver(catalog)) {
        if (known.has(waiver.rule)) continue;
        const near = didYouMean(waiver.rule, known);
        const message = `there is no rule ${JSON.stringify(waiver.rule)}${near && `; ${near}`}`;
        yield { subject, position: waiver.position, message, value: waiver.rule };
      }
    },
  };
}
