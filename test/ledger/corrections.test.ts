import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ledger } from "../../src/ledger/ledger.js";
import { HOUR } from "../../src/meters/index.js";
import { temporaryFolder } from "../files/temporary-folder.js";
import { event, expectedTotals, NOON, ONCE, openAt, RECORDED_AT, recordsOf, totalsText } from "./events.js";

let ledger: Ledger;
beforeEach(() => {
  ledger = openAt(join(temporaryFolder(), "aimodels.db"));
  ledger.append([event("a", { reasoning: 20 }), event("b")], ONCE);
});
afterEach(() => ledger.close());

const A = { source: "usage", id: "a" };

describe("a correction by hand", () => {
  it("replaces the event and moves its totals, to another hour and model if need be", () => {
    const right = event("a", { time: NOON + HOUR, model: "o3", usage: { uncached_input: 100, cache_read: 300 } });
    ledger.correct(A, right, "cached tokens were missing", RECORDED_AT);
    expect(recordsOf(ledger.events({}))).toEqual(recordsOf([right, event("b")]));
    expect(totalsText(ledger.totals({}))).toEqual(expectedTotals([right, event("b")]));
    expect(ledger.stats()).toMatchObject({ events: 2, corrections: 1, through: NOON + HOUR });
    expect(ledger.verify()).toEqual([]);
  });

  it("can have the event count no more, and count again", () => {
    ledger.correct(A, null, "test traffic", RECORDED_AT);
    expect(totalsText(ledger.totals({}))).toEqual(expectedTotals([event("b")]));
    ledger.correct(A, event("a", { reasoning: 20 }), "it was not", RECORDED_AT);
    expect(totalsText(ledger.totals({}))).toEqual(expectedTotals([event("a", { reasoning: 20 }), event("b")]));
    expect(ledger.verify()).toEqual([]);
  });

  it("makes the reasoning of a total known again when the one event that did not state it is corrected", () => {
    expect([...ledger.totals({})][0]?.reasoning).toBeUndefined();
    ledger.correct({ source: "usage", id: "b" }, event("b", { reasoning: 5 }), "from the vendor's log", RECORDED_AT);
    expect([...ledger.totals({})][0]?.reasoning?.toString()).toBe("25");
  });

  it("leaves the log's record existing when it is imported again", () => {
    ledger.correct(A, event("a", { usage: { output: 1 } }), "wrong meter", RECORDED_AT);
    expect(ledger.append([event("a", { reasoning: 20 })], ONCE)).toMatchObject({ existing: 1, conflicts: 0 });
  });

  it.each([
    [
      "an event that is not there",
      { source: "usage", id: "zzz" },
      event("zzz"),
      /expected an event with the source usage and the id zzz, found none/,
    ],
    ["a record of another id", A, event("b"), /found a record with the source usage and the id b/],
    ["quantities that do not fit", A, event("a", { usage: { audio_second: "0.12345678901" } }), /at most 9 decimals/],
  ])("refuses %s", (_, identity, to, message) => {
    expect(() => ledger.correct(identity, to, "why", RECORDED_AT)).toThrow(message);
    expect(ledger.stats().corrections).toBe(0);
  });

  it("refuses a response that another event has", () => {
    ledger.append([event("c", { responseId: "resp_1" })], ONCE);
    const to = event("a", { responseId: "resp_1" });
    expect(() => ledger.correct(A, to, "why", RECORDED_AT)).toThrow(/a response id that the event c has/);
  });
});
