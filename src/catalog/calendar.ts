import { type Instant, quarterHour } from "../meters/index.js";
import { once } from "./once.js";
import type { Calendar } from "./provider.js";

/** Windows by quarter hour, a calendar each: a ledger's totals ask for the same quarter hours again and again. */
const known = new WeakMap<Calendar, Map<Instant, string>>();
/** About three years of quarter hours. */
const MOST_KNOWN = 100_000;

/**
 * The calendar's window at an instant, `otherwise` outside all of them. Wall-clock time of the calendar's zone; no window
 * applies on a holiday, and a workday on a weekend counts as Monday. Windows and offsets lie on quarter hours.
 */
export function timeWindow(calendar: Calendar, at: Instant): string {
  const quarter = quarterHour(at);
  const windows = once(known, calendar, () => new Map<Instant, string>());
  if (windows.size > MOST_KNOWN) windows.clear();
  return once(windows, quarter, () => windowAt(calendar, quarter));
}

function windowAt(calendar: Calendar, at: Instant): string {
  const { day, weekday, minute } = wallClock(calendar.timeZone, at);
  if (calendar.holidays.has(day)) return calendar.otherwise;
  const counted = calendar.workdays.has(day) ? 1 : weekday;
  const window = calendar.windows.find(
    ({ weekdays, from, to }) => weekdays.includes(counted) && minute >= from && minute < to,
  );
  return window?.name ?? calendar.otherwise;
}

interface WallClock {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** After midnight. */
  readonly minute: number;
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(timeZone: string, at: Instant): WallClock {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    weekday: WEEKDAYS.indexOf(part("weekday")) + 1,
    minute: Number(part("hour")) * 60 + Number(part("minute")),
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return once(formats, timeZone, () => {
    const digits = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
    return new Intl.DateTimeFormat("en-US", { ...digits, timeZone, weekday: "short", hourCycle: "h23" });
  });
}
