import { times } from "../decimals.mjs";
import { claim } from "./claims.mjs";

const METERS = {
  input_cost_per_token: "uncached_input",
  output_cost_per_token: "output",
  cache_read_input_token_cost: "cache_read",
  cache_creation_input_token_cost: "cache_write",
  cache_creation_input_token_cost_above_1hr: "cache_write_1h",
  input_cost_per_audio_token: "uncached_input_audio",
  output_cost_per_audio_token: "output_audio",
  cache_read_input_audio_token_cost: "cache_read_audio",
  input_cost_per_image_token: "uncached_input_image",
  output_cost_per_image_token: "output_image",
};
const SUFFIXES = [
  [/_above_(?:128|200|256|272|512)k_tokens/, { context: "long" }],
  [/_flex$/, { service_tier: "flex" }],
  [/_priority$/, { service_tier: "priority" }],
  [/_batches$/, { service_tier: "batch" }],
];

/** LiteLLM's map: USD a token; conditions are suffixes of the key, in mixed order (price-facts section 3.4). */
export function readLitellm(data, history) {
  const byName = new Map();
  for (const [name, entry] of Object.entries(data)) {
    if (typeof entry !== "object") continue;
    const past = (history[name] ?? []).map((set) => claimOf(name, set, set.first_seen));
    byName.set(
      name,
      [claimOf(name, entry, null), ...past].filter(({ rates }) => Object.keys(rates).length > 0),
    );
  }
  return byName;
}

function claimOf(name, entry, firstSeen) {
  const base = {};
  const under = new Map();
  for (const [key, value] of Object.entries(entry)) {
    if (typeof value !== "number") continue;
    const [stem, when] = lift(key);
    const meter = METERS[stem];
    if (meter === undefined) continue;
    const rate = times(value, 1000000);
    if (Object.keys(when).length === 0) base[meter] = rate;
    else {
      const slot = JSON.stringify(Object.entries(when).sort());
      if (!under.has(slot)) under.set(slot, { when, rates: {} });
      under.get(slot).rates[meter] = rate;
    }
  }
  for (const meter of ["cache_read", "cache_write", "uncached_input_audio"])
    if (base[meter] === "0") delete base[meter];
  return claim("litellm", name, base, [...under.values()], firstSeen);
}

function lift(key) {
  let stem = key;
  let when = {};
  for (let changed = true; changed; ) {
    changed = false;
    for (const [pattern, condition] of SUFFIXES) {
      if (!pattern.test(stem)) continue;
      stem = stem.replace(pattern, "");
      when = { ...when, ...condition };
      changed = true;
    }
  }
  return [stem, when];
}
