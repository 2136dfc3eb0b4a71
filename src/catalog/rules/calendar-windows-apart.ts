import type { CalendarWindow } from "../provider.js";
import { providerSubject } from "./each.js";
import type { Rule } from "./rule.js";

export const calendarWindowsApart: Rule = {
  id: "calendar-windows-apart",
  refs: ["R16"],
  severity: "error",
  summary: "Two windows of a calendar cover the same hour of the week, so that it has two prices.",
  remedy: "end the one where the other begins",
  *check(catalog) {
    for (const provider of catalog.providers.values()) {
      for (const { windows } of provider.calendars.values()) {
        for (const [index, window] of windows.entries()) {
          const other = windows.slice(0, index).find((earlier) => overlap(earlier, window));
          if (other === undefined) continue;
          const message = `the window ${window.name} overlaps ${other.name} of line ${other.position.line}`;
          yield { subject: providerSubject(provider), position: window.position, message, value: window.name };
        }
      }
    }
  },
};

function overlap(a: CalendarWindow, b: CalendarWindow): boolean {
  return a.from < b.to && b.from < a.to && a.weekdays.some((day) => b.weekdays.includes(day));
}
