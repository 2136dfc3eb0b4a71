import * as z from "zod";
import { DAY, type Instant, parseInstant, parseMeter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import { Numeral } from "../yaml/numeral.js";

/** A value of which one sentence says what is expected; the finding quotes it. */
function expected<T>(words: string, check: (value: unknown) => boolean): z.ZodCustom<T, T> {
  return z.custom<T>(check, { error: words });
}

const DATE_OR_INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isWhole(value: unknown): boolean {
  if (!(value instanceof Numeral) || !value.value.isInteger()) return false;
  return value.value.sign() >= 0 && value.value.compare(MOST_WHOLE) <= 0;
}

const MOST_WHOLE = Decimal.fromInteger(Number.MAX_SAFE_INTEGER);

export const text = expected<string>("a text (quote it if it looks like a number)", isText);

export const numeral = expected<Numeral>(
  "a number of 0 or more, such as 2.5",
  (value) => value instanceof Numeral && value.value.sign() >= 0,
);

export const positive = expected<Numeral>(
  "a number above 0, such as 1000000",
  (value) => value instanceof Numeral && value.value.sign() > 0,
);

/** Token counts, dimensions, sort orders: whole numbers that fit a JavaScript integer. */
export const whole = expected<Numeral>("a whole number of 0 or more, such as 128000", isWhole);

export const truth = expected<boolean>("true or false", (value) => typeof value === "boolean");

export const day = expected<string>(
  "a day that exists, as YYYY-MM-DD",
  (value) => isText(value) && value.length === 10 && readInstant(value) !== undefined,
);

export const instant = expected<string>(
  "a day as YYYY-MM-DD, or an instant with its offset as YYYY-MM-DDTHH:MMZ",
  (value) => isText(value) && readInstant(value) !== undefined,
);

export const clockTime = expected<string>(
  'a time of day in quotes, "00:00" to "24:00"',
  (value) => typeof value === "string" && readClock(value) !== undefined,
);

export const timeZone = expected<string>(
  "a time zone of the IANA list, such as Asia/Shanghai",
  (value) => isText(value) && isTimeZone(value),
);

/** A value of a dimension; `steps: 30` needs no quotes. */
export const dimensionValue = expected<string | Numeral>(
  "a word, or a list of words",
  (value) => isText(value) || value instanceof Numeral,
);

export function isMeterName(name: string): boolean {
  return parseMeter(name) !== undefined;
}

/** The instant of a date (00:00 UTC) or a full time with its offset; undefined for anything else. */
export function readInstant(value: string): Instant | undefined {
  return DATE_OR_INSTANT.test(value) ? parseInstant(value) : undefined;
}

/** Minutes after midnight of `HH:MM`; 24:00 is the day's end. */
export function readClock(value: string): number | undefined {
  const match = /^(\d\d):(\d\d)$/.exec(value);
  const minutes = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
  return minutes <= DAY / 60_000 && Number(match?.[2]) < 60 ? minutes : undefined;
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
