import { decimal } from "../decimals.mjs";
import { claim } from "./claims.mjs";

const METERS = {
  input: "uncached_input",
  output: "output",
  cache_read: "cache_read",
  cache_write: "cache_write",
  input_audio: "uncached_input_audio",
  output_audio: "output_audio",
};

/** models.dev: USD per million tokens; 0 beside a price means "not stated" there, 0 for all means free or unknown. */
export function readModelsDev(data, provider) {
  const byName = new Map();
  for (const model of Object.values(data[provider]?.models ?? {})) {
    const rates = ratesOf(model.cost ?? {});
    if (Object.keys(rates).length === 0) continue;
    const under = (model.cost.tiers ?? [])
      .slice(0, 1)
      .map((tier) => ({ when: { context: "long" }, rates: ratesOf(tier) }));
    const fast = model.experimental?.modes?.fast?.cost;
    if (fast !== undefined) under.push({ when: { fast: "fast" }, rates: ratesOf(fast) });
    byName.set(model.id, [claim("models.dev", model.id, rates, under)]);
  }
  return byName;
}

function ratesOf(cost) {
  const rates = {};
  for (const [key, meter] of Object.entries(METERS)) if (cost[key]) rates[meter] = decimal(cost[key]);
  return rates;
}
