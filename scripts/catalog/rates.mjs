import { decimal, same, times } from "./decimals.mjs";
import { SOURCES } from "./sources/claims.mjs";

/** The order in which a price set states its meters; what is not named comes last, in the order given. */
const ORDER = ["uncached_input", "cache_read", "cache_write", "cache_write_5m", "cache_write_30m", "cache_write_1h"];
const AFTER = [
  "cache_write_12h",
  "output",
  "output_reasoning",
  "uncached_input_audio",
  "cache_read_audio",
  "output_audio",
];
const MODAL = ["uncached_input_image", "cache_read_image", "output_image", "uncached_input_video", "output_video"];
const METERS = [...ORDER, ...AFTER, ...MODAL];
const TOKEN = /^(uncached_input|cache_read|cache_write|output)/;

export const isToken = (meter) => TOKEN.test(meter) && meter !== "output_citation";
export const isInput = (meter) => isToken(meter) && !meter.startsWith("output");

/** Rates in their printed order; plain numbers become canonical decimal text, maps stay as they are. */
export function ordered(rates) {
  const place = (meter) => (METERS.includes(meter) ? METERS.indexOf(meter) : METERS.length);
  const entries = Object.entries(rates).sort(([a], [b]) => place(a) - place(b));
  return Object.fromEntries(entries.map(([meter, rate]) => [meter, typeof rate === "object" ? rate : decimal(rate)]));
}

/**
 * The rates of a set that the curation does not spell out: of the first source, in the order of SOURCES, that another agrees
 * with on input and output (else simply the first), completed by those that agree. `skip` names meters not to take.
 */
export function ratesFromClaims(claims, skip = []) {
  const sorted = byTrust(claims.filter(({ source, from }) => source !== "litellm" || from === null));
  const first =
    sorted.find((one) => sorted.some((other) => other.source !== one.source && agreesOnText(one, other))) ?? sorted[0];
  if (first === undefined) return {};
  const rates = { ...first.rates };
  for (const other of sorted) {
    if (!agreesOnText(first, other)) continue;
    for (const [meter, rate] of Object.entries(other.rates)) rates[meter] ??= rate;
  }
  return Object.fromEntries(Object.entries(rates).filter(([meter]) => isToken(meter) && !skip.includes(meter)));
}

/** In the order of SOURCES, of one source the latest first. */
function byTrust(claims) {
  const order = Object.keys(SOURCES);
  const place = ({ source }) => order.indexOf(source);
  return [...claims].sort((a, b) => place(a) - place(b) || (b.from ?? "").localeCompare(a.from ?? ""));
}

function agreesOnText(a, b) {
  const equal = (meter) =>
    a.rates[meter] === undefined || (b.rates[meter] !== undefined && same(a.rates[meter], b.rates[meter]));
  return ["uncached_input", "output"].every(equal);
}

/** Cache writes as the vendor defines them: `lifetimes` (5m 1.25 and 1h 2 times input), `write` (one factor), or as input. */
export function withCacheWrites(rates, rule) {
  const { cache_write: write, cache_write_1h: hour, ...rest } = rates;
  const input = rates.uncached_input;
  if (rule === "lifetimes") {
    return {
      ...rest,
      cache_write_5m: rates.cache_write_5m ?? write ?? times(input, "1.25"),
      cache_write_1h: hour ?? times(input, 2),
    };
  }
  if (rule === "five_minutes")
    return { ...rest, cache_write_5m: rates.cache_write_5m ?? write ?? times(input, "1.25") };
  if (rule === "as_input") return { ...rest, cache_write: { billed_as: "uncached_input" } };
  if (typeof rule === "number") return { ...rest, cache_write: write ?? times(input, rule) };
  return rest;
}
