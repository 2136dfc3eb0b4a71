import type { Model } from "../model.js";
import { modelSubject } from "./each.js";
import type { Rule } from "./rule.js";

export const outputFitsWindow: Rule = {
  id: "output-fits-window",
  refs: ["R14"],
  severity: "error",
  summary: "A model's limit is 0, or its longest output is longer than its context window.",
  remedy: "leave an unknown limit out; compare both with the source",
  *check(catalog) {
    for (const model of catalog.models.values()) {
      const message = problemOf(model);
      if (message !== undefined) yield { subject: modelSubject(model), position: model.position, message };
    }
  },
};

function problemOf({ contextWindow, maxOutput, embeddingDimensions }: Model): string | undefined {
  if (contextWindow === 0) return "context_window is 0";
  if (maxOutput === 0) return "max_output is 0";
  if (embeddingDimensions === 0) return "embedding_dimensions is 0";
  if (contextWindow === null || maxOutput === null || maxOutput <= contextWindow) return undefined;
  return `max_output is ${maxOutput}, more than the context_window of ${contextWindow}`;
}
