import { strayKeys } from "./keys.mjs";
import { buildSet } from "./price-set.mjs";

const OFFER_KEYS = ["status", "deprecated_on", "retires_on", "replacement", "region_class"];

/**
 * A curated offer over its profiles (`profile: [gpt, long]`, named in the file) as the catalog's offer.
 * An offer without `prices` has one set from the day `from`, or the model's release.
 */
export function buildOffer(curated, file, lookUp, models, log) {
  const profiles = [curated.profile ?? file.default_profile ?? []].flat();
  const base = [...profiles.map((name) => profileOf(name, file)), curated].reduce(combine, {});
  for (const key of strayKeys(base)) log(`${curated.id}: unknown key ${JSON.stringify(key)}`);
  const model = curated.model === undefined ? curated.id : curated.model;
  const claims = lookUp(candidates(curated, base.prefixes ?? [""]));
  if (model !== null && !models.has(model)) log(`${curated.id}: no model ${model}`);
  const first = curated.from ?? models.get(model)?.released ?? models.get(model)?.seen;
  const entries = (curated.prices ?? [{}]).map((entry) => ({ ...base, status: undefined, from: first, ...entry }));
  for (const entry of entries) if (entry.from === undefined) log(`${curated.id}: no first day`);
  const prices = entries.map((entry) => buildSet(entry, claims, file, log));
  return {
    id: curated.id,
    ...(model === null ? {} : { model }),
    ...listed("aliases", curated.aliases),
    ...listed("billing_names", curated.billing),
    status: base.status ?? "active",
    ...Object.fromEntries(OFFER_KEYS.slice(1).flatMap((key) => (base[key] === undefined ? [] : [[key, base[key]]]))),
    ...(prices.some(hasBatch) ? { batch_share: base.batch } : {}),
    ...notesOf(curated, base.notes, models.get(model)),
    ...listed("waivers", [...(base.waivers ?? []), ...uncached(prices, models.get(model), base, file)]),
    prices,
  };
}

const hasBatch = ({ rules = [] }) => rules.some(({ when }) => [when.service_tier].flat().includes("batch"));

/** A waiver where the model caches prompts and the file says why this seller's offers lack a price for that. */
function uncached(prices, model, base, file) {
  const rates = prices.at(-1).rates ?? {};
  if (file.no_caching === undefined || base.status === "retired" || !model?.capabilities?.includes("prompt_caching"))
    return [];
  if (rates.uncached_input === undefined || rates.cache_read !== undefined) return [];
  return [{ rule: "caching-priced", reason: file.no_caching }];
}

const EARLIEST = "The day it was first sold is not known; the first date is the earliest that it may have been.";

/** The notes of the curation or its profile, and a word on a first day that the model's release does not give. */
function notesOf(curated, said, model) {
  const dated = curated.from !== undefined || curated.prices?.[0]?.from !== undefined || model?.seen === undefined;
  const notes = [said, dated ? undefined : EARLIEST].filter((note) => note !== undefined);
  return notes.length === 0 ? {} : { notes: notes.join(" ") };
}

/** Every name under which a source may keep the offer; `prefixes` are what sources put before them. */
function candidates(curated, prefixes) {
  const names = [curated.id, ...(curated.as ?? []), ...(curated.aliases ?? []).map(nameOf)];
  return prefixes.flatMap((prefix) => names.map((name) => prefix + name));
}

/** A later layer wins, but extras, regions, tools and rules add up. */
function combine(below, above) {
  const both = { ...below, ...above };
  for (const key of ["extra", "regions"]) if (below[key] && above[key]) both[key] = { ...below[key], ...above[key] };
  for (const key of ["tools", "rules"]) if (below[key] && above[key]) both[key] = [...below[key], ...above[key]];
  return both;
}

function profileOf(name, file) {
  const profile = file.profiles?.[name];
  if (profile === undefined) throw new Error(`no profile ${name} in ${file.provider.provider}`);
  return profile;
}

const nameOf = (alias) => (typeof alias === "string" ? alias : alias.name);
const listed = (key, names) => (names === undefined || names.length === 0 ? {} : { [key]: names });
