import { times } from "../decimals.mjs";
import { claim } from "./claims.mjs";

/** Portkey's keys for tokens; prices are US cents each, so ×10,000 gives USD per million. */
const TOKENS = {
  request_token: "uncached_input",
  request_text_token: "uncached_input",
  response_token: "output",
  response_text_token: "output",
  cache_read_input_token: "cache_read",
  cache_read_text_input_token: "cache_read",
  cache_write_input_token: "cache_write",
  request_audio_token: "uncached_input_audio",
  response_audio_token: "output_audio",
  cache_read_audio_input_token: "cache_read_audio",
  request_image_token: "uncached_input_image",
  response_image_token: "output_image",
  cache_read_image_input_token: "cache_read_image",
};
const MODES = {
  batch: { service_tier: "batch" },
  flex: { service_tier: "flex" },
  priority: { service_tier: "priority" },
};

export function readPortkey(data) {
  const byName = new Map();
  for (const [name, entry] of Object.entries(data)) {
    const rates = ratesOf(entry.pricing_config?.pay_as_you_go ?? {});
    const [stem, side] = splitThreshold(name);
    if (Object.keys(rates).length === 0 || side === "gt") continue;
    const above = data[name.replace("-lte-", "-gt-")];
    const long = side === "lte" && above !== undefined ? ratesOf(above.pricing_config?.pay_as_you_go ?? {}) : {};
    const under = [...conditionsOf(entry), { when: { context: "long" }, rates: long }];
    byName.set(stem, [...(byName.get(stem) ?? []), claim("portkey", name, rates, under)]);
  }
  return byName;
}

/** Its Gemini entries are two for each model, `…-lte-128k` and `…-gt-128k`, whatever the vendor's threshold is. */
function splitThreshold(name) {
  const match = /^(.+)-(lte|gt)-\d+k$/.exec(name);
  return match === null ? [name, null] : [match[1], match[2]];
}

/** Zero means "not stated" in this file; a write for one hour stands among the additional units. */
function ratesOf(prices) {
  const rates = {};
  for (const [key, meter] of Object.entries(TOKENS)) {
    const price = prices[key]?.price;
    if (price) rates[meter] ??= times(price, 10000);
  }
  const hour = prices.additional_units?.cache_write_1h?.price;
  if (hour) rates.cache_write_1h = times(hour, 10000);
  return rates;
}

function conditionsOf(entry) {
  const batch = entry.pricing_config?.batch_config;
  const under = batch === undefined ? [] : [{ when: { service_tier: "batch" }, rates: ratesOf(batch) }];
  for (const [region, { execution_modes: modes }] of Object.entries(entry.custom_pricing?.regions ?? {})) {
    for (const [mode, { context_tiers: tiers }] of Object.entries(modes ?? {})) {
      for (const [tier, { pricing_config: config }] of Object.entries(tiers ?? {})) {
        const when = {
          ...(region === "default" ? {} : { region }),
          ...(mode === "fast" ? { fast: "fast" } : MODES[mode]),
          ...(tier.startsWith("gt") ? { context: "long" } : {}),
        };
        if (Object.keys(when).length > 0) under.push({ when, rates: ratesOf(config.pay_as_you_go ?? {}) });
      }
    }
  }
  return under;
}
