import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const thresholdBelowWindow: Rule = {
  id: "threshold-below-window",
  refs: ["R14"],
  severity: "error",
  summary: "A long-context threshold is not below the model's context window, so no request can pass it.",
  remedy: "compare the threshold and the model's context_window with the source",
  *check(catalog) {
    for (const { set, model, subject } of eachSet(catalog)) {
      const window = model?.contextWindow ?? null;
      if (window === null) continue;
      for (const { name, over, position } of set.context) {
        if (over < window) continue;
        const message = `context ${JSON.stringify(name)} begins at ${over} tokens; the context window is ${window}`;
        yield { subject, position, message, value: String(over) };
      }
    }
  },
};
