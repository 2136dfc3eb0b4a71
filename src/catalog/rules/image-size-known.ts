import { didYouMean } from "../../findings/index.js";
import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const imageSizeKnown: Rule = {
  id: "image-size-known",
  refs: ["R23"],
  severity: "error",
  summary: "A price is for an image size that the model does not make.",
  remedy: "write the size as the model's image_sizes does, or add it there",
  *check(catalog) {
    for (const { set, model, subject } of eachSet(catalog)) {
      if (model === undefined || model.imageSizes.length === 0) continue;
      for (const { when, position } of set.rules) {
        for (const size of when.get("size") ?? []) {
          if (model.imageSizes.includes(size)) continue;
          const near = didYouMean(size, model.imageSizes) || `they are ${model.imageSizes.join(", ")}`;
          yield { subject, position, message: `${model.id} has no size ${JSON.stringify(size)}; ${near}`, value: size };
        }
      }
    }
  },
};
