import type { DatedName, Model, Offer, ProviderEntry } from "../catalog/index.js";
import { formatDay, type Instant } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import { quantityText } from "./money-text.js";

/** What is known of an offer beside its prices, as label and text; what is not known is not there. */
export type Fact = readonly [label: string, text: string];

export function offerFacts(offer: Offer, model: Model | null, provider: ProviderEntry | undefined): Fact[] {
  const facts: (readonly [string, string | null])[] = [
    ["Type", model?.type ?? "service"],
    ["Family", model?.family ?? null],
    ["Status", lifecycleText(offer)],
    ["Released", model?.released == null ? null : formatDay(model.released)],
    ["Context", tokens(model?.contextWindow ?? null)],
    ["Output", tokens(model?.maxOutput ?? null)],
    ["Dimensions", model?.embeddingDimensions?.toString() ?? null],
    ["Can", words((model?.capabilities ?? []).map((capability) => capability.replaceAll("_", " ")))],
    ["Quality", model?.qualityTier ?? null],
    ["Sizes", words(model?.imageSizes ?? [])],
    ["Best for", model?.bestFor ?? null],
    ["Also called", words(offer.aliases.map(datedName))],
    ["On invoices", words(offer.billingNames.map(datedName))],
    ["Output limit", outputLimits(provider, model)],
    ["Note", offer.notes],
  ];
  return facts.flatMap(([label, text]) => (text === null ? [] : [[label, text] as const]));
}

/** `deprecated since 2026-09-01, retires on 2027-03-01, replaced by gpt-5.4`. */
function lifecycleText({ status, deprecatedOn, retiresOn, replacement }: Offer): string {
  const since = status === "deprecated" && deprecatedOn !== null ? ` since ${formatDay(deprecatedOn)}` : "";
  const retires = retiresOn === null ? "" : `${status === "retired" ? "" : ", retires"} on ${formatDay(retiresOn)}`;
  return `${status}${since}${retires}${replacement === null ? "" : `, replaced by ${replacement}`}`;
}

function datedName({ name, from, until }: DatedName): string {
  return from === null && until === null ? name : `${name} (${span(from, until)})`;
}

/** `from 2026-03-05 until 2026-07-01`, with either end left out where it is open. */
export function span(from: Instant | null, until: Instant | null): string {
  const ends = [from === null ? "" : `from ${formatDay(from)}`, until === null ? "" : `until ${formatDay(until)}`];
  return ends.filter((end) => end !== "").join(" ");
}

function tokens(count: number | null): string | null {
  return count === null ? null : `${quantityText(Decimal.fromInteger(count))} tokens`;
}

function words(list: readonly string[]): string | null {
  return list.length === 0 ? null : list.join(", ");
}

/** What each API calls the limit of output tokens: only models that write have one. */
function outputLimits(provider: ProviderEntry | undefined, model: Model | null): string | null {
  if (model?.type !== "text") return null;
  const named = (provider?.apis ?? []).filter((api) => api.outputLimitParameter !== null);
  return named.length === 0 ? null : named.map((api) => `${api.outputLimitParameter} (${api.name})`).join(", ");
}
