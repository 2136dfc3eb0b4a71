import { same, times } from "./decimals.mjs";
import { isInput, isToken } from "./rates.mjs";
import { conditional } from "./verify.mjs";

/**
 * The rules of one price set from its profile: `long` (threshold), `batch`, `flex`, `priority`, `fast`, `regions`.
 * @returns {{rules: object[], notOffered: object[], context: object|null, doubts: string[]}}
 */
export function buildRules(rates, profile, claims) {
  const built = { rules: [], notOffered: [], context: null, doubts: [] };
  if (profile.long) addLong(built, rates, profile, claims);
  addShares(built, rates, profile);
  if (profile.priority) addPriority(built, rates, profile, claims);
  if (profile.fast) addFast(built, profile);
  addRegions(built, rates, profile.regions ?? {});
  built.rules.push(...(profile.rules ?? []));
  built.notOffered.push(...(profile.not_offered ?? []));
  return built;
}

function tokenRates(rates) {
  return Object.entries(rates).filter(([meter, rate]) => isToken(meter) && typeof rate !== "object");
}

/** The factor on all tokens, or on each count where a set bills no tokens. */
function factorOn(rates, factor) {
  if (tokenRates(rates).length > 0) return { tokens: factor };
  return Object.fromEntries(Object.keys(rates).map((meter) => [meter, factor]));
}

function addLong(built, rates, profile, claims) {
  const threshold = typeof profile.long === "number" ? { over: profile.long } : profile.long;
  built.context = { long: { ...threshold, basis: "input", scope: "request" } };
  const factors = profile.long_times ?? { input: 2, output: 1.5 };
  const stated = {};
  for (const [meter, rate] of tokenRates(rates)) {
    stated[meter] = profile.long_rates?.[meter] ?? times(rate, isInput(meter) ? factors.input : factors.output);
    const said = conditional(claims, { context: "long" }, meter);
    if (said.length > 0 && !said.some(([value]) => same(value, stated[meter]))) {
      built.doubts.push(
        `long ${meter} ${stated[meter]}, sources say ${said.map(([value, by]) => `${value} (${[...by]})`).join(", ")}`,
      );
    }
  }
  built.rules.push({ when: { context: "long" }, rates: stated });
}

/** Batch and flex as factors; tiers of one share are one rule. */
function addShares(built, rates, profile) {
  if (tokenRates(rates).length === 0 && !profile.batch_counts) return;
  const tiers = ["batch", "flex"].filter((tier) => profile[tier]);
  const shares = new Map();
  for (const tier of tiers) shares.set(profile[tier], [...(shares.get(profile[tier]) ?? []), tier]);
  for (const [share, same] of shares) {
    built.rules.push({ when: { service_tier: same.length === 1 ? same[0] : same }, times: factorOn(rates, share) });
  }
}

/** Priority as the vendor states it: rates of its own; above a threshold too, or not sold there. */
function addPriority(built, rates, profile, claims) {
  const stated = {};
  for (const [meter, rate] of tokenRates(rates)) {
    const said = conditional(claims, { service_tier: "priority" }, meter).concat(
      conditional(claims, { fast: "fast" }, meter),
    );
    const value = typeof profile.priority === "number" ? times(rate, profile.priority) : profile.priority[meter];
    stated[meter] = value ?? said[0]?.[0];
    if (stated[meter] === undefined) delete stated[meter];
    else if (said.length > 0 && !said.some(([other]) => same(other, stated[meter]))) {
      built.doubts.push(
        `priority ${meter} ${stated[meter]}, sources say ${said.map(([other, by]) => `${other} (${[...by]})`).join(", ")}`,
      );
    }
  }
  built.rules.push({ when: { service_tier: "priority" }, rates: stated });
  if (!profile.long) return;
  if (profile.priority_long === undefined) built.notOffered.push({ service_tier: "priority", context: "long" });
  else {
    const long = built.rules.find(({ when }) => when.context === "long" && Object.keys(when).length === 1).rates;
    const above = Object.entries(long).map(([meter, rate]) => [meter, times(rate, profile.priority_long)]);
    built.rules.push({ when: { service_tier: "priority", context: "long" }, rates: Object.fromEntries(above) });
  }
}

function addFast(built, profile) {
  built.rules.push({ when: { speed: "fast" }, times: { tokens: profile.fast } });
  if (profile.batch) built.notOffered.push({ speed: "fast", service_tier: "batch" });
}

function addRegions(built, rates, regions) {
  const factors = new Map();
  for (const [region, factor] of Object.entries(regions)) factors.set(factor, [...(factors.get(factor) ?? []), region]);
  for (const [factor, same] of factors) {
    built.rules.push({ when: { region_class: same.length === 1 ? same[0] : same }, times: factorOn(rates, factor) });
  }
}
