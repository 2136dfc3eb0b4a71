import { didYouMean } from "../../findings/index.js";
import { eachSet } from "./each.js";
import type { Rule } from "./rule.js";

export const calendarExists: Rule = {
  id: "calendar-exists",
  refs: ["R16"],
  severity: "error",
  summary: "A price set names a calendar that its provider does not have.",
  remedy: "add the calendar to the provider's calendars, or name one that is there",
  *check(catalog) {
    for (const { set, provider, subject } of eachSet(catalog)) {
      if (set.calendar === null || provider.calendars.has(set.calendar)) continue;
      const names = [...provider.calendars.keys()];
      const near = didYouMean(set.calendar, names) || `its calendars are ${names.join(", ") || "none"}`;
      const message = `${provider.id} has no calendar ${JSON.stringify(set.calendar)}; ${near}`;
      yield { subject, position: set.position, message, value: set.calendar };
    }
  },
};
