import { buildSet } from "./price-set.mjs";

const OFFER_KEYS = ["status", "deprecated_on", "retires_on", "replacement", "region_class"];

/**
 * A curated offer over its profiles (`profile: [gpt, long]`, named in the file) as the catalog's offer.
 * An offer without `prices` has one set from the day `from`, or the model's release.
 */
export function buildOffer(curated, file, lookUp, models, log) {
  const profiles = [curated.profile ?? file.default_profile ?? []].flat();
  const base = Object.assign({}, ...profiles.map((name) => profileOf(name, file)), curated);
  const model = curated.model === undefined ? curated.id : curated.model;
  const claims = lookUp([curated.id, ...(curated.as ?? []), ...(curated.aliases ?? []).map(nameOf)]);
  if (model !== null && !models.has(model)) log(`${curated.id}: no model ${model}`);
  const first = curated.from ?? models.get(model)?.released;
  const entries = (curated.prices ?? [{}]).map((entry) => ({ ...base, status: undefined, from: first, ...entry }));
  for (const entry of entries) if (entry.from === undefined) log(`${curated.id}: no first day`);
  return {
    id: curated.id,
    ...(model === null ? {} : { model }),
    ...listed("aliases", curated.aliases),
    ...listed("billing_names", curated.billing),
    status: base.status ?? "active",
    ...Object.fromEntries(OFFER_KEYS.slice(1).flatMap((key) => (base[key] === undefined ? [] : [[key, base[key]]]))),
    ...(base.batch ? { batch_share: base.batch } : {}),
    ...(curated.notes === undefined ? {} : { notes: curated.notes }),
    ...(base.waivers === undefined ? {} : { waivers: base.waivers }),
    prices: entries.map((entry) => buildSet(entry, claims, file, log)),
  };
}

function profileOf(name, file) {
  const profile = file.profiles?.[name];
  if (profile === undefined) throw new Error(`no profile ${name} in ${file.provider.provider}`);
  return profile;
}

const nameOf = (alias) => (typeof alias === "string" ? alias : alias.name);
const listed = (key, names) => (names === undefined || names.length === 0 ? {} : { [key]: names });
