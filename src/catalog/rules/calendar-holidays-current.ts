import { DAY, formatDay, type Instant } from "../../meters/index.js";
import { providerSubject } from "./each.js";
import type { Rule } from "./rule.js";

/** Holidays of the coming year are announced and due this long before it begins. */
const DAYS_AHEAD = 14;

export const calendarHolidaysCurrent: Rule = {
  id: "calendar-holidays-current",
  refs: ["R16"],
  severity: "warning",
  summary: "A calendar that knows holidays has none in the current year, or in the year that begins in two weeks.",
  remedy: "add the year's public holidays and make-up workdays from the official announcement",
  *check(catalog, { today }) {
    for (const provider of catalog.providers.values()) {
      for (const [name, calendar] of provider.calendars) {
        if (calendar.holidays.size === 0) continue;
        const years = new Set([...calendar.holidays.keys()].map((day) => day.slice(0, 4)));
        for (const year of yearsDue(today)) {
          if (years.has(year)) continue;
          const message = `the calendar ${JSON.stringify(name)} has no holiday in ${year}: each of its days is priced as a working day`;
          yield { subject: providerSubject(provider), position: calendar.position, message, value: year };
        }
      }
    }
  },
};

function yearsDue(today: Instant): Set<string> {
  return new Set([today, today + DAYS_AHEAD * DAY].map((at) => formatDay(at).slice(0, 4)));
}
