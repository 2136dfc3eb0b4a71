import { parseInstant } from "../../meters/index.js";
import type { Calendar } from "../provider.js";
import { providerSubject } from "./each.js";
import type { Rule } from "./rule.js";

export const calendarDays: Rule = {
  id: "calendar-days",
  refs: ["R16"],
  severity: "error",
  summary: "A calendar's make-up workday falls on a weekday, or is a holiday as well.",
  remedy: "workdays are weekend days that work; compare the dates with the announcement",
  *check(catalog) {
    for (const provider of catalog.providers.values()) {
      for (const calendar of provider.calendars.values()) {
        for (const day of calendar.workdays.keys()) {
          const message = problemOf(calendar, day);
          if (message === undefined) continue;
          yield { subject: providerSubject(provider), position: calendar.position, message, value: day };
        }
      }
    }
  },
};

const WEEKEND: readonly number[] = [0, 6];

function problemOf(calendar: Calendar, day: string): string | undefined {
  if (calendar.holidays.has(day)) return `${day} is both a holiday and a workday`;
  const at = parseInstant(day);
  if (at === undefined || WEEKEND.includes(new Date(at).getUTCDay())) return undefined;
  return `the workday ${day} is no weekend day: it works anyway`;
}
