import { eachOffer, modelSubject } from "./each.js";
import type { Rule } from "./rule.js";

export const modelSold: Rule = {
  id: "model-sold",
  refs: [],
  severity: "warning",
  summary: "No provider offers a model, so that it can be neither priced nor chosen.",
  remedy: "add an offer of it, or take the model out",
  *check(catalog, { leftOut }) {
    const sold = new Set(eachOffer(catalog).map(({ offer }) => offer.model));
    for (const model of catalog.models.values()) {
      if (sold.has(model.id) || leftOut.size > 0) continue;
      const message = `no provider offers ${model.id}`;
      yield { subject: modelSubject(model), position: model.position, message, value: model.id };
    }
  },
};
