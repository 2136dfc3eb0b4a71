import { FAMILIES, PROVIDERS } from "../../meters/index.js";
import { CAPABILITIES, MODEL_TYPES, type Model, QUALITY_TIERS } from "../model.js";
import type { NameMapping, Policy, PolicyReference } from "../policy.js";
import {
  type Api,
  type Calendar,
  type CalendarWindow,
  CHARGE_CATEGORIES,
  type ChargeName,
  type CredentialReference,
  type DatedName,
  ID_GRAMMARS,
  LIFECYCLE,
  type Offer,
  type ProviderEntry,
} from "../provider.js";
import type { Waiver } from "../waiver.js";
import { decimal, instant, integer, nullable, oneOf, text, truth } from "./codec.js";
import { bag, keyed, list, mapOf, record } from "./containers.js";
import { position } from "./places.js";
import { priceSet } from "./price-codecs.js";

const provider = oneOf(PROVIDERS);
const waivers = bag(record<Waiver>({ rule: text, reason: text, position }));
const dated = { name: text, from: nullable(instant), until: nullable(instant), position };
const datedNames = bag(record<DatedName>(dated));

const offer = record<Offer>({
  provider,
  id: text,
  model: nullable(text),
  aliases: datedNames,
  billingNames: datedNames,
  status: oneOf(LIFECYCLE),
  deprecatedOn: nullable(instant),
  retiresOn: nullable(instant),
  replacement: nullable(text),
  regionClass: nullable(text),
  batchShare: nullable(text),
  notes: nullable(text),
  prices: bag(priceSet),
  waivers,
  position,
});

const calendar = record<Calendar>({
  timeZone: text,
  otherwise: text,
  windows: list(record<CalendarWindow>({ name: text, weekdays: bag(integer), from: integer, to: integer, position })),
  holidays: mapOf(text, text),
  workdays: mapOf(text, text),
  position,
});

const charge = record<ChargeName>({
  ...dated,
  category: oneOf(CHARGE_CATEGORIES.filter((category) => category !== "usage")),
});

const providerEntry = record<ProviderEntry>({
  id: provider,
  name: text,
  alsoKnownAs: bag(text),
  idGrammar: oneOf(ID_GRAMMARS),
  url: text,
  pricingUrl: nullable(text),
  apis: list(record<Api>({ name: text, baseUrl: nullable(text), outputLimitParameter: nullable(text) })),
  credentials: list(record<CredentialReference>({ name: text, env: list(text), required: truth })),
  regions: record<ProviderEntry["regions"]>({ default: text, classes: mapOf(text, text) }),
  calendars: mapOf(text, calendar),
  offers: bag(offer),
  charges: bag(charge),
  waivers,
  position,
});

const model = record<Model>({
  id: text,
  name: text,
  family: oneOf(FAMILIES),
  type: oneOf(MODEL_TYPES),
  released: nullable(instant),
  retired: nullable(instant),
  contextWindow: nullable(integer),
  maxOutput: nullable(integer),
  embeddingDimensions: nullable(integer),
  capabilities: bag(oneOf(CAPABILITIES)),
  openWeights: truth,
  tokenizer: nullable(text),
  description: text,
  bestFor: nullable(text),
  qualityTier: nullable(oneOf(QUALITY_TIERS)),
  imageSizes: list(text),
  sortOrder: nullable(integer),
  waivers,
  position,
});

export const providersCodec = keyed(providerEntry, (entry) => entry.id);
export const modelsCodec = keyed(model, (entry) => entry.id);

const reference = record<PolicyReference>({ offer: text, position });

export const policy = record<Policy>({
  defaults: mapOf(oneOf(MODEL_TYPES), reference),
  credits: nullable(record<NonNullable<Policy["credits"]>>({ currency: text, perUnit: decimal })),
  tolerance: record<Policy["tolerance"]>({ ratio: decimal, amount: decimal }),
  sourceThatCounts: mapOf(provider, text),
  names: bag(
    record<NameMapping>({
      provider,
      dimension: oneOf(["account", "project", "api_key"]),
      invoice: text,
      ledger: text,
      position,
    }),
  ),
  roles: mapOf(text, reference),
  operations: mapOf(text, reference),
  position,
});
