import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DAY,
  formatDay,
  formatInstant,
  HOUR,
  parseInstant,
  QUARTER_HOUR,
  quarterHour,
  utcDay,
} from "../../src/meters/index.js";

const instants = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2099, 11, 31) });
const noon = Date.UTC(2026, 9, 3, 12, 34, 56);

describe("reading a time", () => {
  it("takes a date as midnight UTC, and a time without an offset as UTC", () => {
    expect(parseInstant("2026-10-03")).toBe(Date.UTC(2026, 9, 3));
    expect(parseInstant("2026-10-03 12:34:56")).toBe(noon);
    expect(parseInstant("2026-10-03T12:34")).toBe(noon - 56_000);
  });

  it("takes the offsets that exports write, PostgreSQL's short one included", () => {
    const texts = ["T12:34:56Z", "t12:34:56z", "T14:34:56+02:00", "T18:04:56+0530", " 12:34:56+00", " 05:34:56 -07:00"];
    expect(texts.map((text) => parseInstant(`2026-10-03${text}`))).toEqual(texts.map(() => noon));
  });

  it("cuts what is finer than a millisecond", () => {
    expect(parseInstant("2026-10-03T12:34:56.7Z")).toBe(noon + 700);
    expect(parseInstant("2026-10-03T12:34:56.789999Z")).toBe(noon + 789);
  });

  it("takes a leap second as the second after it", () => {
    expect(parseInstant("2016-12-31T23:59:60Z")).toBe(Date.UTC(2017, 0, 1));
  });

  it("refuses days that do not exist, hours past 23, years that JavaScript would move, and everything else", () => {
    const odd = [
      ...[
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-10-03T24:00:00Z",
        "2026-10-03T12:60:00Z",
        "2026-10-03T12:00:61Z",
      ],
      ...[
        "2026-10-03T12:00:00+24:00",
        "2026-10-03T12:00:00+02:60",
        "0050-01-01",
        "10/03/2026",
        "2026-10",
        "1759494896",
        "",
      ],
    ];
    expect(odd.filter((text) => parseInstant(text) !== undefined)).toEqual([]);
  });

  it("reads back what it writes", () => {
    fc.assert(fc.property(instants, (at) => parseInstant(formatInstant(at)) === at));
    expect([formatInstant(noon), formatInstant(noon + 5), formatDay(noon)]).toEqual([
      "2026-10-03T12:34:56Z",
      "2026-10-03T12:34:56.005Z",
      "2026-10-03",
    ]);
  });
});

describe("the quarter hour of an instant", () => {
  it("holds it, and is the same for every instant that it holds", () => {
    fc.assert(
      fc.property(instants, fc.nat({ max: QUARTER_HOUR - 1 }), (at, later) => {
        const start = quarterHour(at);
        expect(start <= at && at < start + QUARTER_HOUR).toBe(true);
        expect(quarterHour(start + later)).toBe(start);
        expect(start % QUARTER_HOUR).toBe(0);
      }),
    );
  });

  it("lies within one day of UTC, also before 1970", () => {
    expect([DAY % QUARTER_HOUR, HOUR % QUARTER_HOUR]).toEqual([0, 0]);
    expect(utcDay(-1)).toBe(-DAY);
    expect(quarterHour(-1)).toBe(-QUARTER_HOUR);
  });
});
