import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

const PAGE = /^https?:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/;

export const sourceIsPage: Rule = {
  id: "source-is-page",
  refs: ["R12"],
  severity: "error",
  summary: "The source of a price is no web address that a person could open.",
  remedy: "give the page's full address, beginning with https://",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      if (PAGE.test(set.source)) continue;
      const message = `the source is ${JSON.stringify(set.source)}; expected a web address`;
      yield { subject, position: set.position, message, value: set.source };
    }
  },
};
