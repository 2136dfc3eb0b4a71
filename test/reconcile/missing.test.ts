import { describe, expect, test } from "vitest";
import {
  causesOf,
  costOf,
  dayOf,
  evidenceOf,
  hold,
  octoberEvents,
  openaiBill,
  shifted,
  stepsOf,
  ungroupedBillOf,
} from "./world.js";

const events = octoberEvents();

describe("usage that the ledger lacks", () => {
  const ofKeyB = events.filter((used) => used.apiKey === "key_b");
  const withoutKeyB = events.filter((used) => used.apiKey !== "key_b");
  const missing = costOf(ofKeyB).toString();

  test("of one key is one cause with its whole amount", () => {
    const result = hold([openaiBill(events, { byKey: true })], withoutKeyB);
    expect(causesOf(result)).toEqual([`missing_key invoice_only ${missing}`]);
    expect(result.statements[0]?.breaks[0]?.values.api_key).toBe("key_b");
    expect(stepsOf(result)).toEqual({
      ledger: costOf(withoutKeyB).toString(),
      invoice_only: missing,
      invoice: costOf(events).toString(),
    });
    expect(evidenceOf(result)).toContain(`${missing} USD is billed for the key key_b in 60 cells`);
    expect(evidenceOf(result)).toContain("the ledger holds events of 1 other key: key_a");
  });

  test("of one project is the same, where the bill states no keys", () => {
    const bill = openaiBill(events, { byKey: true, each: () => ({ key: "" }) });
    const result = hold([bill], withoutKeyB);
    expect(causesOf(result)).toEqual([`missing_key invoice_only ${missing}`]);
    expect(result.statements[0]?.breaks[0]?.values.project).toBe("proj_chat");
  });

  test("of one key in a month-long bill is the same", () => {
    const bill = openaiBill(events, {
      byKey: true,
      each: (row) => (row.key === "key_b" ? { end: row.start + 1e6 } : {}),
    });
    expect(causesOf(hold([bill], withoutKeyB))).toEqual([`missing_key invoice_only ${missing}`]);
  });

  test.each([true, false])("of two days is one cause (grouped by key: %s)", (byKey) => {
    const lost = (used: (typeof events)[number]): boolean => [4, 5].includes(dayOf(used));
    const result = hold(
      [openaiBill(events, { byKey })],
      events.filter((used) => !lost(used)),
    );
    expect(causesOf(result)).toEqual([`missing_period invoice_only ${costOf(events.filter(lost))}`]);
    expect(evidenceOf(result)).toContain("2026-10-04 and 2026-10-05 (2 days)");
  });

  test("of two days is found where the bill names no model", () => {
    const lost = events.filter((used) => [4, 5].includes(dayOf(used)));
    const result = hold(
      [ungroupedBillOf(events)],
      events.filter((used) => !lost.includes(used)),
    );
    expect(causesOf(result)).toEqual([`missing_period invoice_only ${costOf(lost)}`]);
  });

  test("and that no cause explains is unknown, each cell with its numbers", () => {
    const without = events.filter((used) => !(dayOf(used) === 6 && used.model === "beta" && used.apiKey === "key_b"));
    const result = hold([openaiBill(events)], without);
    expect(new Set(causesOf(result).map((text) => text.split(" ")[0]))).toEqual(new Set(["unknown"]));
    expect(result.statements[0]?.breaks).toHaveLength(3);
    expect(evidenceOf(result)).toMatch(
      /^\d+ tokens are billed and \d+ recorded; the difference at 0.0000016 USD each is /,
    );
  });
});

/** Requests all round the clock, so that only one offset fits. */
function roundTheClock(): ReturnType<typeof octoberEvents> {
  return octoberEvents().flatMap((used) =>
    used.apiKey === "key_a"
      ? []
      : [-1, 0, 1, 2, 3, 4, 5, 6].map((later, index) => ({
          ...used,
          id: `${used.id}.${index}`,
          time:
            Math.floor(used.time / 86_400_000) * 86_400_000 +
            ((later + 8) % 8) * 3 * 3_600_000 +
            (new Date(used.time).getUTCHours() % 3) * 3_600_000,
        })),
  );
}

describe("times shifted by seven hours", () => {
  const busy = roundTheClock();

  test.each([
    [7, "7 hours earlier"],
    [-7, "7 hours later"],
  ])("by %i are one cause, with the difference that they make", (hours, words) => {
    const result = hold([openaiBill(busy)], shifted(busy, hours));
    const [found] = result.statements[0]?.breaks ?? [];
    expect(causesOf(result)).toHaveLength(1);
    expect(found?.cause).toBe("time_zone");
    expect(evidenceOf(result)).toContain(`with the ledger's times ${words}, 60 cells no longer differ on 10 days`);
    expect(stepsOf(result).quantity_variance).toBe(found?.amount.toString());
  });

  test("are found key by key, and where the bill names no model", () => {
    for (const bill of [openaiBill(busy, { byKey: true }), ungroupedBillOf(busy)]) {
      expect(causesOf(hold([bill], shifted(busy, 7))).map((text) => text.split(" ")[0])).toEqual(["time_zone"]);
    }
  });

  test("name the other offsets that fit where the usage does not tell them apart", () => {
    const result = hold([openaiBill(events)], shifted(events, 7));
    expect(evidenceOf(result)).toContain("7 and 8 hours fit as well");
  });

  test("are not supposed where a key is missing beside them", () => {
    const ledger = shifted(busy, 7).filter((used) => dayOf(used) !== 5);
    expect(causesOf(hold([openaiBill(busy)], ledger)).some((text) => text.startsWith("time_zone"))).toBe(false);
  });
});

describe("usage at the period's edge", () => {
  const next = octoberEvents(11).filter((used) => dayOf(used) === 11);
  const late = next.filter((used) => new Date(used.time).getUTCHours() < 9);
  const moved = late.map((used) => ({ ...used, time: used.time - 86_400_000 }));

  test("that the ledger has just after the last day is late usage", () => {
    const result = hold([openaiBill([...events, ...moved])], [...events, ...next]);
    expect(causesOf(result)).toEqual([`late_usage quantity_variance ${costOf(late)}`]);
    expect(evidenceOf(result)).toContain("after the period, up to 2026-10-11T01:45:00Z");
  });

  test("is late usage too where nothing else of it was used on the last day", () => {
    const ledger = events.filter((used) => !(dayOf(used) === 10 && used.model === "beta"));
    const lost = events.filter((used) => !ledger.includes(used));
    const after = lost.map((used) => ({ ...used, time: used.time + 86_400_000 }));
    const result = hold([openaiBill(events)], [...ledger, ...after]);
    expect(causesOf(result)).toEqual([`late_usage invoice_only ${costOf(lost)}`]);
  });
});
