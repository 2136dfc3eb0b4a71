import { formatDay } from "../../meters/index.js";
import { providerSubject } from "./each.js";
import type { Rule } from "./rule.js";
import { commonOffers, offerKey, offersById, sameSet } from "./versions.js";

export const removedPrice: Rule = {
  id: "removed-price",
  refs: ["R2", "R20"],
  severity: "error",
  comparesBefore: true,
  summary: "An offer or a confirmed price set is gone: invoices of its time can no longer be explained.",
  remedy: "keep it; an offer that ended has status: retired, a price that ended has until",
  *check(catalog, { before }) {
    if (before === undefined) return;
    const now = offersById(catalog);
    for (const provider of catalog.providers.values()) {
      for (const offer of before.providers.get(provider.id)?.offers ?? []) {
        const name = offerKey(provider.id, offer.id);
        if (now.has(name)) continue;
        const message = `${name} is no longer in the catalog`;
        yield {
          subject: { ...providerSubject(provider), name },
          position: provider.position,
          message,
          value: offer.id,
        };
      }
    }
    for (const { after, before: earlier } of commonOffers(before, catalog)) {
      for (const set of earlier.prices) {
        if (set.status !== "confirmed" || sameSet(after.offer, set) !== undefined) continue;
        const day = formatDay(set.from);
        const message = `${after.subject.name} no longer has its ${set.currency} price from ${day}`;
        yield { subject: after.subject, position: after.offer.position, message, value: day };
      }
    }
  },
};
