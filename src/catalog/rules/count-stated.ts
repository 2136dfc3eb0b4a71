import { eachSet, statedRates } from "./each.js";
import type { Rule } from "./rule.js";

/** Vendors mean different things by one of these: a call, a query within it, a prompt with any number of calls. */
const NEED_COUNTS: ReadonlySet<string> = new Set([
  "request",
  "web_search",
  "web_fetch",
  "file_search",
  "code_session",
  "search_unit",
  "page",
]);

export const countStated: Rule = {
  id: "count-stated",
  refs: ["R21"],
  severity: "error",
  summary: "A fee for a count does not say what one is: a call, a query, a prompt, a session.",
  remedy: 'write it as {rate: 10, per: 1000, counts: "one search call, whatever its number of queries"}',
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      for (const { rates } of statedRates(set)) {
        for (const [key, rate] of rates) {
          if (rate.kind !== "rate" || rate.counts !== null || !NEED_COUNTS.has(key)) continue;
          yield {
            subject,
            position: rate.position,
            message: `the rate of ${key} does not say what one counts`,
            value: key,
          };
        }
      }
    }
  },
};
