import type { Api, ChargeName, CredentialReference, ProviderEntry } from "../provider.js";
import type { RawProvider } from "../schema/provider.js";
import { buildCalendar } from "./calendar.js";
import { type BuildContext, buildWaivers, instantOrNull } from "./fields.js";
import { buildOffer } from "./offer.js";

export function buildProvider(raw: RawProvider, context: BuildContext): ProviderEntry {
  return Object.freeze({
    id: raw.provider,
    name: raw.name,
    alsoKnownAs: Object.freeze(raw.also_known_as ?? []),
    idGrammar: raw.id_grammar,
    url: raw.url,
    pricingUrl: raw.pricing_url ?? null,
    apis: buildApis(raw.apis),
    credentials: buildCredentials(raw.credentials),
    regions: buildRegions(raw.regions),
    calendars: buildCalendars(raw.calendars, context),
    offers: Object.freeze(raw.offers.map((offer) => buildOffer(offer, raw.provider, context))),
    charges: buildCharges(raw.charges, context),
    waivers: buildWaivers(raw.waivers, context),
    position: context.source.of(raw),
  });
}

export function buildApis(raw: RawProvider["apis"]): readonly Api[] {
  const apis = (raw ?? []).map(({ name, base_url, output_limit_parameter }) =>
    Object.freeze({ name, baseUrl: base_url ?? null, outputLimitParameter: output_limit_parameter ?? null }),
  );
  return Object.freeze(apis);
}

export function buildCredentials(raw: RawProvider["credentials"]): readonly CredentialReference[] {
  const credentials = (raw ?? []).map(({ name, env, required }) =>
    Object.freeze({ name, env: Object.freeze(env ?? []), required }),
  );
  return Object.freeze(credentials);
}

function buildRegions(raw: RawProvider["regions"]): ProviderEntry["regions"] {
  return Object.freeze({ default: raw.default, classes: new Map(Object.entries(raw.classes ?? {})) });
}

export function buildCalendars(raw: RawProvider["calendars"], context: BuildContext): ProviderEntry["calendars"] {
  return new Map(Object.entries(raw ?? {}).map(([name, calendar]) => [name, buildCalendar(calendar, context)]));
}

export function buildCharges(raw: RawProvider["charges"], context: BuildContext): readonly ChargeName[] {
  const charges = (raw ?? []).map((charge): ChargeName => {
    const [from, until] = [instantOrNull(charge.from), instantOrNull(charge.until)];
    return Object.freeze({
      name: charge.name,
      from,
      until,
      position: context.source.of(charge),
      category: charge.category,
    });
  });
  return Object.freeze(charges);
}
