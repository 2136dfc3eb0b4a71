import type { Calendar, CalendarWindow } from "../catalog/index.js";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A sentence for each window of a calendar: `peak: Mon to Fri 09:00-12:00 and 14:00-18:00, Asia/Shanghai; not on 3 holidays.` */
export function calendarNotes(calendar: Calendar): string[] {
  const names = new Set(calendar.windows.map((window) => window.name));
  return [...names].map((name) => {
    const windows = calendar.windows.filter((window) => window.name === name);
    return `${name}: ${hoursOf(windows)}, ${calendar.timeZone}${holidays(calendar)}; ${calendar.otherwise} otherwise.`;
  });
}

/** Windows of the same weekdays together. */
function hoursOf(windows: readonly CalendarWindow[]): string {
  const hours = new Map<string, string[]>();
  for (const { weekdays, from, to } of windows) {
    const days = daysText(weekdays);
    hours.set(days, [...(hours.get(days) ?? []), `${clock(from)}-${clock(to)}`]);
  }
  return [...hours].map(([days, spans]) => `${days} ${spans.join(" and ")}`).join(", ");
}

/** `Mon to Fri` for three neighbouring days or more, else each by its name. */
function daysText(weekdays: readonly number[]): string {
  const sorted = [...weekdays].sort((a, b) => a - b);
  const names = sorted.map((day) => DAYS[day - 1] ?? "");
  const neighbours = sorted.every((day, index) => day === (sorted[0] ?? 0) + index);
  return neighbours && names.length > 2 ? `${names[0]} to ${names.at(-1)}` : names.join(", ");
}

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function holidays({ holidays: days }: Calendar): string {
  if (days.size === 0) return "";
  return `, not on the ${days.size === 1 ? "holiday" : `${days.size} holidays`} that the catalog lists`;
}
