import { formatDay } from "../../meters/index.js";
import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const recheckDue: Rule = {
  id: "recheck-due",
  refs: ["R19"],
  severity: "warning",
  summary: "The day to look at an announced price again has come; announced rises have been cancelled before.",
  remedy: "look at the source: set the status to confirmed or cancelled, or a new recheck_on",
  *check(catalog, { today }) {
    for (const { set, subject } of eachSet(catalog)) {
      if (set.status !== "announced" || set.recheckOn === null || set.recheckOn > today) continue;
      const message = `the price announced for ${formatDay(set.from)} was to be looked at again on ${formatDay(set.recheckOn)}`;
      yield { subject, position: set.position, message, value: formatDay(set.recheckOn) };
    }
  },
};
