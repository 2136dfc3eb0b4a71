import { DAY, FIRST_DAY } from "./month.mjs";
import { below, randomHex, seeded } from "./seeded.mjs";

const MODELS = ["gpt-4o-2024-08-06", "gpt-5-2025-08-07", "gpt-5-mini-2025-08-07", "o4-mini-2025-04-16"];

/** Usage records of single requests as a gateway logs them: a day in its order, random ids, 4 models, 30 projects, 90 keys. */
export function* requestLog(count) {
  const random = seeded(7);
  for (let number = 0; number < count; number += 1) {
    const project = below(random, 30);
    yield JSON.stringify({
      id: `req_${randomHex(random, 32)}`,
      time: new Date(FIRST_DAY + Math.floor((number / count) * DAY)).toISOString(),
      provider: "openai",
      model: MODELS[below(random, MODELS.length)],
      usage: {
        uncached_input: 1 + below(random, 8000),
        cache_read: below(random, 4000),
        output: 1 + below(random, 2000),
      },
      account: "org-bench",
      project: `proj_${project}`,
      api_key: `key_${project}_${below(random, 3)}`,
      response_id: `chatcmpl-${randomHex(random, 24)}`,
    });
  }
}
