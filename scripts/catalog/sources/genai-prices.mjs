import { decimal } from "../decimals.mjs";
import { claim } from "./claims.mjs";

/** genai-prices: USD per million tokens; a price is a number or a base with tiers that begin above `start`. */
const METERS = {
  input_mtok: "uncached_input",
  cache_read_mtok: "cache_read",
  cache_write_mtok: "cache_write",
  cache_write_1h_mtok: "cache_write_1h",
  output_mtok: "output",
  output_reasoning_mtok: "output_reasoning",
  input_audio_mtok: "uncached_input_audio",
  cache_audio_read_mtok: "cache_read_audio",
  output_audio_mtok: "output_audio",
  input_image_mtok: "uncached_input_image",
  cache_image_read_mtok: "cache_read_image",
  output_image_mtok: "output_image",
  input_video_mtok: "uncached_input_video",
  output_video_mtok: "output_video",
};
/** Counts, brought to the price of one thousand (of one hour for audio). */
const COUNTS = {
  web_searches_kcount: "web_search",
  storage_searches_kcount: "file_search",
  requests_kcount: "request",
  input_document_kpages: "page",
  input_annotated_document_kpages: "page_annotated",
  audio_hours: "audio_second",
};

/** @returns {Map<string, import("./claims.mjs").Claim[]>} claims by name, for one of the file's providers */
export function readGenaiPrices(data, provider) {
  const byName = new Map();
  for (const model of data.find(({ id }) => id === provider)?.models ?? []) {
    const claims = claimsOf(model);
    for (const name of new Set([model.id, ...exactNames(model.match)])) byName.set(name, claims);
  }
  return byName;
}

function exactNames(match) {
  if (match === undefined) return [];
  return match.equals === undefined ? (match.or ?? []).flatMap(exactNames) : [match.equals];
}

/** Time-of-day constraints do not compose with dates there (price-facts section 0); they are left to the curation. */
function claimsOf(model) {
  const sets = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
  return sets
    .filter(({ constraint }) => constraint?.start_time === undefined)
    .map(({ constraint, prices }) => {
      const [rates, long] = ratesOf(prices);
      const under = Object.keys(long).length === 0 ? [] : [{ when: { context: "long" }, rates: long }];
      return claim("genai-prices", model.id, rates, under, constraint?.start_date ?? null);
    })
    .filter(({ rates }) => Object.keys(rates).length > 0);
}

function ratesOf(prices) {
  const base = {};
  const long = {};
  for (const [key, price] of Object.entries(prices)) {
    const meter = METERS[key] ?? COUNTS[key];
    if (meter === undefined) continue;
    base[meter] = decimal(typeof price === "object" ? price.base : price);
    if (typeof price === "object") long[meter] = decimal(price.tiers[0].price);
  }
  return [base, long];
}
