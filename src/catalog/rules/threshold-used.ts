import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const thresholdUsed: Rule = {
  id: "threshold-used",
  refs: ["R14"],
  severity: "error",
  summary:
    "A set declares a long-context threshold that none of its rules names, so long requests are priced as short.",
  remedy: "add a rule with this context, or take the threshold out",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      const named = new Set(set.rules.flatMap((rule) => rule.when.get("context") ?? []));
      for (const { name, position } of set.context) {
        if (named.has(name)) continue;
        yield { subject, position, message: `no rule names the context ${JSON.stringify(name)}`, value: name };
      }
    }
  },
};
