import type { Calendar, CalendarWindow } from "../provider.js";
import { type RawCalendar, WEEKDAYS } from "../schema/provider.js";
import { readClock } from "../schema/scalars.js";
import type { BuildContext } from "./fields.js";

export function buildCalendar(raw: RawCalendar, context: BuildContext): Calendar {
  return Object.freeze({
    timeZone: raw.time_zone,
    otherwise: raw.otherwise,
    windows: Object.freeze(raw.windows.map((window) => buildWindow(window, context))),
    holidays: new Map(Object.entries(raw.holidays ?? {})),
    workdays: new Map(Object.entries(raw.workdays ?? {})),
    position: context.source.of(raw),
  });
}

function buildWindow(raw: RawCalendar["windows"][number], context: BuildContext): CalendarWindow {
  return Object.freeze({
    name: raw.name,
    weekdays: Object.freeze(raw.weekdays.map((weekday) => WEEKDAYS.indexOf(weekday) + 1)),
    from: readClock(raw.from) ?? 0,
    to: readClock(raw.to) ?? 0,
    position: context.source.of(raw),
  });
}
