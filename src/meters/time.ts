/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export type Instant = number;

export const QUARTER_HOUR = 15 * 60 * 1000;
export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** The start of the quarter hour of UTC that the instant lies in. Every zone's offset is a multiple of it. */
export function quarterHour(at: Instant): Instant {
  return Math.floor(at / QUARTER_HOUR) * QUARTER_HOUR;
}

/** The start of the UTC day. */
export function utcDay(at: Instant): Instant {
  return Math.floor(at / DAY) * DAY;
}

const RFC3339 =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;

/**
 * Reads a date (00:00 UTC) or a time in RFC 3339 or ISO 8601; a time without an offset is read in UTC, as every export
 * that omits it means. Undefined for anything else, for dates that do not exist and for years before 1000. Digits below
 * a millisecond are cut. An offset may leave out its minutes (`+00`, as PostgreSQL prints it).
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC3339.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone = "Z"] = match;
  const midnight = utcMidnight(Number(year), Number(month), Number(day));
  const offset = offsetOf(zone);
  if (midnight === undefined || offset === undefined) return undefined;
  // 60 is a leap second, which the scale of instants does not have: it is the second after.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return midnight + seconds * 1000 + Number(fraction.padEnd(3, "0").slice(0, 3)) - offset;
}

/** Undefined for a day that the calendar does not have. Date.UTC would read the years 0 to 99 as 1900 to 1999. */
function utcMidnight(year: number, month: number, day: number): Instant | undefined {
  const at = Date.UTC(year, month - 1, day);
  const back = new Date(at);
  const exists = back.getUTCDate() === day && back.getUTCMonth() + 1 === month;
  return exists && year >= 1000 ? at : undefined;
}

function offsetOf(zone: string): number | undefined {
  if (zone === "Z" || zone === "z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** RFC 3339 in UTC, with milliseconds only where there are any. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** `2026-10-03`, the UTC day of an instant. */
export function formatDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}
