import { didYouMean } from "../../findings/index.js";
import { eachOffer } from "./each.js";
import { isLeftOut } from "./left-out.js";
import type { Rule } from "./rule.js";

export const modelExists: Rule = {
  id: "model-exists",
  refs: ["R17"],
  severity: "error",
  summary: "An offer points to a model that no file under models/ describes.",
  remedy: "add the model, or correct its id; a service without a model leaves the key out",
  *check(catalog, { leftOut }) {
    for (const { offer, model, subject } of eachOffer(catalog)) {
      if (offer.model === null || model !== undefined || isLeftOut(offer.model, "models", leftOut)) continue;
      const near = didYouMean(offer.model, catalog.models.keys());
      const message = `there is no model ${JSON.stringify(offer.model)}${near && `; ${near}`}`;
      yield { subject, position: offer.position, message, value: offer.model };
    }
  },
};
