import { decimal } from "../decimals.mjs";
import { claim } from "./claims.mjs";

const LONG = /^(.+)-(?:\d+k)$/;

/** llm-prices: USD per million tokens with dates; a long-context price is a model of its own, `<id>-200k`. */
export function readLlmPrices(data) {
  const byName = new Map();
  const long = new Map();
  for (const model of data.models) {
    const base = LONG.exec(model.id)?.[1];
    if (base !== undefined && data.models.some(({ id }) => id === base)) long.set(base, model);
  }
  for (const model of data.models) {
    const claims = model.price_history.map((entry, index) => {
      const above = long.get(model.id)?.price_history[index];
      const under = above === undefined ? [] : [{ when: { context: "long" }, rates: ratesOf(above) }];
      return claim("llm-prices", model.id, ratesOf(entry), under, entry.from_date);
    });
    byName.set(model.id, claims);
  }
  return byName;
}

function ratesOf({ input, output, input_cached }) {
  return {
    uncached_input: decimal(input),
    output: decimal(output),
    ...(input_cached === null || input_cached === undefined ? {} : { cache_read: decimal(input_cached) }),
  };
}
