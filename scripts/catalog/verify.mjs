import { same } from "./decimals.mjs";
import { isToken } from "./rates.mjs";
import { SOURCES } from "./sources/claims.mjs";

/** Where a source keeps one cache write without a lifetime, it means five minutes. */
const ALSO = { cache_write_5m: "cache_write" };

/** The sources that state a meter, split into those that agree with the rate at any time and the rest. */
function witnesses(meter, rate, claims) {
  const stating = claims.filter(({ rates }) => rates[meter] !== undefined || rates[ALSO[meter]] !== undefined);
  const agree = new Set(
    stating.filter(({ rates }) => same(rates[meter] ?? rates[ALSO[meter]], rate)).map(({ source }) => source),
  );
  return { agree, other: new Set(stating.map(({ source }) => source).filter((source) => !agree.has(source))) };
}

/** Two sources are independent unless one is LiteLLM and the other is not kept by hand: its data feeds many others. */
export function independent(sources) {
  const all = [...sources];
  return all.some((a) =>
    all.some((b) => a !== b && !((SOURCES[a].feeds || SOURCES[b].feeds) && !SOURCES[a].hand && !SOURCES[b].hand)),
  );
}

/**
 * The day the rates were last seen at a source, and why they are not verified: null where each token rate stands in two
 * independent sources. `counts` (tool fees, seconds, images) are the curation's to vouch for.
 */
export function verify(rates, claims) {
  const reasons = new Map();
  let checked = null;
  for (const [meter, rate] of Object.entries(rates)) {
    if (!isToken(meter) || typeof rate === "object") continue;
    const { agree } = witnesses(meter, rate, claims);
    for (const source of agree)
      if (checked === null || SOURCES[source].checked > checked) checked = SOURCES[source].checked;
    if (independent(agree)) continue;
    const reason = agree.size === 0 ? "no price catalog states it" : `${[...agree].sort().join(" and ")} alone`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), meter]);
  }
  const every = Object.keys(rates).filter((meter) => isToken(meter) && typeof rates[meter] !== "object").length;
  const text = [...reasons].map(([reason, meters]) =>
    meters.length === every ? reason : `${meters.join(", ")}: ${reason}`,
  );
  return { checked, unverified: text.length === 0 ? null : text.join("; ") };
}

/** What the sources say under a condition, for a meter: every rate with who states it, most witnesses first. */
export function conditional(claims, when, meter) {
  const found = new Map();
  for (const { source, under } of claims) {
    for (const one of under) {
      if (!sameWhen(one.when, when)) continue;
      const rate = one.rates[meter] ?? one.rates[ALSO[meter]];
      if (rate !== undefined) found.set(rate, (found.get(rate) ?? new Set()).add(source));
    }
  }
  return [...found].sort((a, b) => Number(independent(b[1])) - Number(independent(a[1])) || b[1].size - a[1].size);
}

function sameWhen(a, b) {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
