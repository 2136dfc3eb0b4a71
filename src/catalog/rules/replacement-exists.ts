import { didYouMean } from "../../findings/index.js";
import { eachOffer } from "./each.js";
import type { Rule } from "./rule.js";

export const replacementExists: Rule = {
  id: "replacement-exists",
  refs: ["R20"],
  severity: "error",
  summary:
    "The replacement of an offer is itself, is no offer of the same provider, or is retired while the offer is not.",
  remedy: "name an offer of the same provider that can be used today",
  *check(catalog, { leftOut }) {
    const byProvider = new Map(
      [...catalog.providers.values()].map((provider) => [
        provider.id,
        new Map(provider.offers.map((offer) => [offer.id, offer])),
      ]),
    );
    for (const { provider, offer, subject } of eachOffer(catalog)) {
      const id = offer.replacement;
      if (id === null || leftOut.has(`${provider.id}/${id}`)) continue;
      const offers = byProvider.get(provider.id);
      const found = offers?.get(id);
      const at = { subject, position: offer.position, value: id };
      const near = found === undefined ? didYouMean(id, offers?.keys() ?? []) : "";
      if (found === undefined)
        yield { ...at, message: `${provider.id} has no offer ${JSON.stringify(id)}${near && `; ${near}`}` };
      else if (found === offer) yield { ...at, message: `${id} names itself as its replacement` };
      else if (found.status === "retired" && offer.status !== "retired")
        yield { ...at, message: `the replacement ${id} is retired itself` };
    }
  },
};
