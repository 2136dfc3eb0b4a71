import { describe, expect, test } from "vitest";
import { covers, meterNames } from "../../src/reconcile/meter-groups.js";
import { billLine, costOf, dayOf, hold, octoberEvents, openaiBill } from "./world.js";

function names(...meters: string[]): string[] {
  const nameOf = meterNames(meters);
  return meters.map(nameOf);
}

describe("the names under which meters are compared", () => {
  test("are their own where no wildcard is among them", () => {
    expect(names("uncached_input", "cache_write_5m", "output")).toEqual(["uncached_input", "cache_write_5m", "output"]);
  });

  test("are the wildcard's for what it covers, and their own for the rest", () => {
    expect(names("cache_write_*", "cache_write_5m", "cache_write_1h", "output")).toEqual([
      ...["cache_write_*", "cache_write_*", "cache_write_*", "output"],
    ]);
    expect(names("input", "cache_read", "uncached_input_audio", "output")).toEqual([
      "input",
      "input",
      "input",
      "output",
    ]);
  });

  test("are one name where wildcards share a meter", () => {
    expect(names("tokens", "input", "cache_write_*", "output")).toEqual(["tokens", "tokens", "tokens", "tokens"]);
  });

  test("take writes of an unstated lifetime for writes of any", () => {
    expect(names("cache_write", "cache_write_1h", "cache_read")).toEqual(["cache_write", "cache_write", "cache_read"]);
    expect(covers("cache_write", "cache_write_1h")).toBe(true);
    expect(covers("cache_write", "cache_write_1h_audio")).toBe(false);
    expect(covers("cache_write_5m", "cache_write_1h")).toBe(false);
    expect(covers("tokens", null)).toBe(false);
  });
});

test("a wildcard on one day does not hold the meters of another day together", () => {
  const events = octoberEvents();
  const ofDay = events.filter((used) => dayOf(used) === 3 && used.model === "beta");
  const quantity = ofDay
    .flatMap((used) => [...used.usage.values()])
    .reduce((a, b) => a.add(b))
    .toString();
  const line = billLine(3, "beta", costOf(ofDay).toString(), { quantity, unit: "tokens" });
  const others = openaiBill(events, {
    each: (row) => (row.model === "beta" && row.start === Date.UTC(2026, 9, 3) / 1000 ? null : {}),
    extra: [line],
  });
  const result = hold([others], events);
  expect(result.status).toBe("reconciled");
  expect(result.statements[0]?.cells.matched).toBe(58);
});
