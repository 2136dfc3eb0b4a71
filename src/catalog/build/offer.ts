import type { Provider } from "../../meters/index.js";
import type { Offer } from "../provider.js";
import type { RawOffer } from "../schema/provider.js";
import { type BuildContext, buildNames, buildWaivers, decimalOrNull, instantOrNull } from "./fields.js";
import { buildPriceSet } from "./price-set.js";

export function buildOffer(raw: RawOffer, provider: Provider, context: BuildContext): Offer {
  return Object.freeze({
    provider,
    id: raw.id,
    model: raw.model ?? null,
    aliases: buildNames(raw.aliases, context),
    billingNames: buildNames(raw.billing_names, context),
    status: raw.status,
    deprecatedOn: instantOrNull(raw.deprecated_on),
    retiresOn: instantOrNull(raw.retires_on),
    replacement: raw.replacement ?? null,
    regionClass: raw.region_class ?? null,
    batchShare: decimalOrNull(raw.batch_share)?.toString() ?? null,
    notes: raw.notes ?? null,
    prices: Object.freeze(raw.prices.map((set) => buildPriceSet(set, context))),
    waivers: buildWaivers(raw.waivers, context),
    position: context.source.of(raw),
  });
}
