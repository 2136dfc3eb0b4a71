import { THRESHOLDS } from "../../meters/index.js";
import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const thresholdOnList: Rule = {
  id: "threshold-on-list",
  refs: ["R14"],
  severity: "error",
  summary: "A long-context threshold is none of those that the ledger keeps each request's place on.",
  remedy: `the thresholds are ${THRESHOLDS.join(", ")}; another one needs a new version of the ledger`,
  *check(catalog) {
    const known: ReadonlySet<number> = new Set(THRESHOLDS);
    for (const { set, subject } of eachSet(catalog)) {
      for (const { name, over, position } of set.context) {
        if (known.has(over)) continue;
        const message = `context ${JSON.stringify(name)} begins at ${over} tokens, which the ledger cannot tell apart`;
        yield { subject, position, message, value: String(over) };
      }
    }
  },
};
