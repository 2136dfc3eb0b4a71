import { formatDay } from "../../meters/index.js";
import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const announcedRecheck: Rule = {
  id: "announced-recheck",
  refs: ["R19"],
  severity: "error",
  summary: "An announced price has no day to look again, or a confirmed one begins after the day it was checked.",
  remedy: "write status: announced and recheck_on; confirm it once it is in force at the source",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      if (set.status === "announced" && set.recheckOn === null) {
        yield { subject, position: set.position, message: "an announced price needs recheck_on" };
      } else if (set.status === "confirmed" && set.statedFrom > set.checked) {
        const message = `the price holds from ${formatDay(set.from)} and was last checked on ${formatDay(set.checked)}, before that`;
        yield { subject, position: set.position, message, value: formatDay(set.from) };
      }
    }
  },
};
