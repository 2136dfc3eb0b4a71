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

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*([Zz]|[+-]\d\d:?\d\d)?)?$/;

/**
 * Reads a date (00:00 UTC) or a time in RFC 3339 or ISO 8601; a time without an offset is read in UTC, as every export
 * that omits it means. Undefined for anything else, and for dates that do not exist. Digits below a millisecond are cut.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC3339.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone = "Z"] = match;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const back = new Date(at);
  if (back.getUTCDate() !== Number(day) || back.getUTCMonth() + 1 !== Number(month)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  return at + Number(fraction.padEnd(3, "0").slice(0, 3)) - offsetOf(zone);
}

function offsetOf(zone: string): number {
  if (zone === "Z" || zone === "z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

/** RFC 3339 in UTC, with milliseconds only where there are any. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** `2026-10-03`, the UTC day of an instant. */
export function formatDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}
