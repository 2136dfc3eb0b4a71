import type { Catalog } from "../catalog.js";
import type { Waiver } from "../waiver.js";
import type { Subject } from "./rule.js";

/** Every waiver of a catalog with the name of what it stands on. */
export function* eachWaiver(catalog: Catalog): Generator<{ readonly waiver: Waiver; readonly subject: Subject }> {
  for (const provider of catalog.providers.values()) {
    for (const waiver of provider.waivers) yield { waiver, subject: { name: null, waivers: [] } };
    for (const offer of provider.offers) {
      const subject = { name: `${provider.id}/${offer.id}`, waivers: [] };
      for (const waiver of offer.waivers) yield { waiver, subject };
    }
  }
  for (const model of catalog.models.values()) {
    for (const waiver of model.waivers) yield { waiver, subject: { name: model.id, waivers: [] } };
  }
}
