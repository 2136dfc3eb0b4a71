import { describe, expect, it } from "vitest";
import { type Calendar, timeWindow } from "../../src/catalog/index.js";
import { at, smallCatalog } from "./small-catalog.js";

const position = { file: "a.yaml", line: 1, column: 1 };

function peakHours(): Calendar {
  const calendar = smallCatalog().providers.get("deepseek")?.calendars.get("peak_hours");
  if (calendar === undefined) throw new Error("no calendar");
  return calendar;
}

function weekendNight(timeZone: string): Calendar {
  const windows = [{ name: "night", weekdays: [6, 7], from: 1320, to: 1440, position }];
  return { timeZone, otherwise: "day", windows, holidays: new Map(), workdays: new Map(), position };
}

describe("the time window of a calendar", () => {
  it.each([
    ["2026-10-12T00:59:59Z", "off_peak", "Monday 08:59 in Shanghai"],
    ["2026-10-12T01:00:00Z", "peak", "Monday 09:00"],
    ["2026-10-12T03:59:59Z", "peak", "Monday 11:59"],
    ["2026-10-12T04:00:00Z", "off_peak", "Monday 12:00: the end is exclusive"],
    ["2026-10-12T06:00:00Z", "peak", "Monday 14:00"],
    ["2026-10-11T02:00:00Z", "off_peak", "Sunday"],
    ["2026-10-01T02:00:00Z", "off_peak", "a holiday on a Thursday"],
    ["2026-10-10T02:00:00Z", "peak", "a Saturday that is a workday"],
    ["2026-09-30T22:00:00Z", "off_peak", "already the holiday in Shanghai"],
  ])("at %s is %s (%s)", (time, window) => {
    expect(timeWindow(peakHours(), at(time))).toBe(window);
  });

  it("may last to the end of the day", () => {
    const calendar = weekendNight("UTC");
    expect(timeWindow(calendar, at("2026-10-10T23:59:59Z"))).toBe("night");
    expect(timeWindow(calendar, at("2026-10-11T00:00:00Z"))).toBe("day");
  });

  it("follows its zone through summer time", () => {
    const calendar = weekendNight("America/New_York");
    expect(timeWindow(calendar, at("2026-10-11T02:00:00Z"))).toBe("night");
    expect(timeWindow(calendar, at("2026-11-08T02:00:00Z"))).toBe("day");
    expect(timeWindow(calendar, at("2026-11-08T03:00:00Z"))).toBe("night");
  });

  it("knows zones of three quarters of an hour", () => {
    const calendar = weekendNight("Asia/Kathmandu");
    expect(timeWindow(calendar, at("2026-10-10T16:14:00Z"))).toBe("day");
    expect(timeWindow(calendar, at("2026-10-10T16:15:00Z"))).toBe("night");
  });
});
