import { formatDay } from "../../meters/index.js";
import type { Catalog } from "../catalog.js";
import { isLeftOut } from "./left-out.js";
import type { Problem, Rule } from "./rule.js";
import { commonOffers, offersById, sameSet } from "./versions.js";

export const removedPrice: Rule = {
  id: "removed-price",
  refs: ["R2", "R20"],
  severity: "error",
  comparesBefore: true,
  summary: "An offer or a confirmed price set is gone: invoices of its time can no longer be explained.",
  remedy: "keep it; an offer that ended has status: retired, a price that ended has until",
  *check(catalog, { before, leftOut }) {
    if (before === undefined) return;
    yield* removedOffers(before, catalog, leftOut);
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

function* removedOffers(before: Catalog, catalog: Catalog, leftOut: ReadonlySet<string>): Generator<Problem> {
  const now = offersById(catalog);
  for (const [name, offer] of offersById(before)) {
    if (now.has(name) || isLeftOut(name, "providers", leftOut)) continue;
    const provider = catalog.providers.get(offer.provider);
    const subject = { name, waivers: provider?.waivers ?? [] };
    const { position } = provider ?? catalog.policy;
    yield { subject, position, message: `${name} is no longer in the catalog`, value: offer.id };
  }
}
