import type { DatedName, PriceSet, ProviderEntry } from "../catalog/index.js";
import { formatInstant, type Instant } from "../meters/index.js";
import { planOf, setInForce } from "../pricing/index.js";
import type { ListedOffer } from "./list-table.js";
import { notOfferedTitles, priceSheet } from "./price-sheet.js";

/** What `list --json` says of an offer. Null is unknown. */
export function offerSummary({ offer, model }: ListedOffer): Record<string, unknown> {
  return {
    provider: offer.provider,
    id: offer.id,
    family: model?.family ?? null,
    type: model?.type ?? null,
    status: offer.status,
    model: offer.model,
    name: model?.name ?? null,
    context_window: model?.contextWindow ?? null,
    max_output: model?.maxOutput ?? null,
    capabilities: model?.capabilities ?? [],
    quality_tier: model?.qualityTier ?? null,
    released: day(model?.released ?? null),
    deprecated_on: day(offer.deprecatedOn),
    retires_on: day(offer.retiresOn),
    replacement: offer.replacement,
  };
}

/** All that `show --json` says of it: the summary, names, and every price set with its sheet. */
export function offerDetails(listed: ListedOffer, provider: ProviderEntry, at: Instant): Record<string, unknown> {
  const { offer, model } = listed;
  return {
    ...offerSummary(listed),
    aliases: offer.aliases.map(nameJson),
    billing_names: offer.billingNames.map(nameJson),
    description: model?.description ?? null,
    best_for: model?.bestFor ?? null,
    embedding_dimensions: model?.embeddingDimensions ?? null,
    image_sizes: model?.imageSizes ?? [],
    notes: offer.notes,
    prices: offer.prices.map((set) => ({
      in_force: setInForce(offer, set.currency, at) === set,
      ...priceSetJson(listed, provider, set),
    })),
  };
}

function priceSetJson({ offer }: ListedOffer, provider: ProviderEntry, set: PriceSet): Record<string, unknown> {
  const sheet = set.price === "reported" ? { columns: [] } : priceSheet(planOf(provider, offer, set));
  return {
    from: formatInstant(set.from),
    until: day(set.until),
    currency: set.currency,
    status: set.status,
    price: set.price,
    source: set.source,
    checked: formatInstant(set.checked),
    unverified: set.unverified,
    recheck_on: day(set.recheckOn),
    context: set.context.map(({ name, over, inclusive }) => ({ name, over: String(over), inclusive })),
    sheet: sheet.columns.map(({ conditions, rates }) => ({
      conditions,
      rates: Object.fromEntries(
        [...rates].flatMap(([key, rate]) =>
          rate.kind === "rate" ? [[key, { rate: rate.rate, per: rate.per, billed_as: rate.billedAs }]] : [],
        ),
      ),
    })),
    not_offered: notOfferedTitles(set),
    file: set.position.file,
    line: set.position.line,
  };
}

function nameJson({ name, from, until }: DatedName): Record<string, unknown> {
  return { name, from: day(from), until: day(until) };
}

function day(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}
