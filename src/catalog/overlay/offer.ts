import { didYouMean, type Finding } from "../../findings/index.js";
import { type BuildContext, buildNames, buildWaivers, decimalOrNull, instantOrNull } from "../build/fields.js";
import { buildPriceSet } from "../build/price-set.js";
import type { Offer, ProviderEntry } from "../provider.js";
import type { RawOverlayOffer } from "../schema/provider.js";
import { layPrices } from "./prices.js";

/** An offer as the overlay leaves it: its own words where it has any, the base's elsewhere; names are added. */
export function layOffer(base: Offer, raw: RawOverlayOffer, context: BuildContext): Offer {
  const prices = (raw.prices ?? []).map((set) => buildPriceSet(set, context));
  return Object.freeze({
    ...base,
    model: raw.model ?? base.model,
    aliases: Object.freeze([...base.aliases, ...buildNames(raw.aliases, context)]),
    billingNames: Object.freeze([...base.billingNames, ...buildNames(raw.billing_names, context)]),
    status: raw.status ?? base.status,
    deprecatedOn: instantOrNull(raw.deprecated_on) ?? base.deprecatedOn,
    retiresOn: instantOrNull(raw.retires_on) ?? base.retiresOn,
    replacement: raw.replacement ?? base.replacement,
    regionClass: raw.region_class ?? base.regionClass,
    batchShare: decimalOrNull(raw.batch_share)?.toString() ?? base.batchShare,
    notes: raw.notes ?? base.notes,
    prices: layPrices(base.prices, prices),
    waivers: Object.freeze([...base.waivers, ...buildWaivers(raw.waivers, context)]),
  });
}

/** An offer that only the overlay has starts from nothing. */
export function newOffer(provider: ProviderEntry, raw: RawOverlayOffer, context: BuildContext): Offer {
  const nothing: Offer = {
    provider: provider.id,
    id: raw.id,
    model: null,
    aliases: [],
    billingNames: [],
    status: "active",
    deprecatedOn: null,
    retiresOn: null,
    replacement: null,
    regionClass: null,
    batchShare: null,
    notes: null,
    prices: [],
    waivers: [],
    position: context.source.of(raw),
  };
  return layOffer(nothing, raw, context);
}

/** An id that the base does not have and that has no status of its own was most likely meant to be one of the base's. */
export function unknownOffer(provider: ProviderEntry, raw: RawOverlayOffer, context: BuildContext): Finding {
  const near = didYouMean(
    raw.id,
    provider.offers.map((offer) => offer.id),
  );
  return {
    rule: "schema",
    severity: "error",
    message: `expected an offer of ${provider.id} in the catalog below, or a new one with its status, found ${JSON.stringify(raw.id)}`,
    position: context.source.value(raw, "id"),
    value: raw.id,
    model: `${provider.id}/${raw.id}`,
    remedy: near === "" ? "add status: active to sell it as a new offer" : `${near} else add status: active`,
  };
}
