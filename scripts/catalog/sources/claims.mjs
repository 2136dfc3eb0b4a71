/**
 * What one source says about one model at one time: rates by meter (per million tokens, or per unit for counts, as
 * decimal text), and the rates that it states under conditions.
 *
 * @typedef {{source: string, name: string, checked: string, from: string|null, rates: Record<string, string>,
 *   under: {when: Record<string, string>, rates: Record<string, string>}[]}} Claim
 */

/** The day each source's copy was current, and whether people keep it by hand (LiteLLM's feed reaches many others). */
export const SOURCES = {
  "genai-prices": { checked: "2026-09-23", hand: true },
  "llm-prices": { checked: "2026-08-05", hand: true },
  portkey: { checked: "2026-08-21", hand: false },
  litellm: { checked: "2026-07-24", hand: false, feeds: true },
  "models.dev": { checked: "2026-07-02", hand: false },
};

export function claim(source, name, rates, under = [], from = null) {
  return { source, name, checked: SOURCES[source].checked, from, rates: drop(rates), under: under.filter(hasRates) };
}

function hasRates({ rates }) {
  return Object.keys(drop(rates)).length > 0;
}

/** Without what the source does not state. A rate of 0 stays: whether it means free is the curator's decision. */
export function drop(rates) {
  return Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== undefined && rate !== null));
}
