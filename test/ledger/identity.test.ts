import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ledger } from "../../src/ledger/ledger.js";
import { temporaryFolder } from "../files/temporary-folder.js";
import {
  dollars,
  type EventFacts,
  event,
  expectedTotals,
  GROWING,
  NOON,
  ONCE,
  openAt,
  recordsOf,
  totalsText,
} from "./events.js";

let ledger: Ledger;
beforeEach(() => {
  ledger = openAt(join(temporaryFolder(), "aimodels.db"));
});
afterEach(() => ledger.close());

const counts = (inserted: number, existing: number, conflicts: number) => ({
  inserted,
  existing,
  conflicts,
  rejected: 0,
});

describe("an event that the ledger has", () => {
  it("is existing when it says the same, in this batch or a later one", () => {
    expect(ledger.append([event("a"), event("a"), event("b")], ONCE)).toMatchObject(counts(2, 1, 0));
    expect(ledger.append([event("a")], ONCE)).toMatchObject(counts(0, 1, 0));
    expect(totalsText(ledger.totals({}))).toEqual(expectedTotals([event("a"), event("b")]));
  });

  it.each([
    ["another quantity", { usage: { uncached_input: 400, output: 51 } }, /output \(stored 50, found 51\)/],
    ["another model", { model: "o3" }, /model, conditions or attribution/],
    ["another time", { time: NOON + 1 }, /time/],
    ["a cost where there was none", { cost: dollars("0.0021") }, /provider_cost \(stored nothing, found 0.0021 USD\)/],
  ] satisfies [string, EventFacts, RegExp][])(
    "is a conflict when it states %s: the first counts, both are kept",
    (_, facts, reason) => {
      ledger.append([event("a")], ONCE);
      const result = ledger.append([event("a", facts)], ONCE);
      expect(result).toMatchObject(counts(0, 0, 1));
      expect(result.problems).toEqual([{ index: 0, kind: "conflict", reason: expect.stringMatching(reason) }]);
      expect(recordsOf(ledger.events({}))).toEqual(recordsOf([event("a")]));
      expect(ledger.stats().conflicts).toBe(1);
    },
  );

  it("keeps a conflicting record once, however often it comes", () => {
    ledger.append([event("a"), event("a", { requests: 2 }), event("a", { requests: 2 })], ONCE);
    expect(ledger.append([event("a", { requests: 2 })], ONCE)).toMatchObject(counts(0, 0, 1));
    expect(ledger.stats().conflicts).toBe(1);
  });

  it("is told apart by its source: the same id of another source is another event", () => {
    expect(ledger.append([event("a"), event("a", { source: "gateway-eu" })], ONCE)).toMatchObject(counts(2, 0, 0));
  });
});

describe("a response that the ledger has", () => {
  const logged = event("req_1", { responseId: "chatcmpl-9" });

  it("is existing under another source or id when every meter is equal, whatever else differs", () => {
    ledger.append([logged], ONCE);
    const again = event("other", { source: "gateway", responseId: "chatcmpl-9", time: NOON + 5000, project: "p" });
    const result = ledger.append([again], ONCE);
    expect(result.problems).toEqual([{ index: 0, kind: "existing", reason: expect.stringContaining("req_1") }]);
  });

  it("is a conflict when a meter differs, and the first stored counts", () => {
    ledger.append([logged], ONCE);
    const other = event("other", { responseId: "chatcmpl-9", usage: { uncached_input: 1200, output: 50 } });
    const result = ledger.append([other], ONCE);
    expect(result.problems[0]?.reason).toMatch(/req_1.*uncached_input \(stored 400, found 1200\)/);
    expect(result).toMatchObject(counts(0, 0, 1));
    expect(totalsText(ledger.totals({}))).toEqual(expectedTotals([logged]));
  });

  it("is another response at another provider", () => {
    const elsewhere = event("req_2", { responseId: "chatcmpl-9", provider: "azure" });
    expect(ledger.append([logged, elsewhere], ONCE)).toMatchObject(counts(2, 0, 0));
  });
});

describe("a source whose records grow", () => {
  const seen = (output: number, minutes = 0) =>
    event("msg_1", { source: "claude-code", time: NOON + minutes * 60_000, usage: { uncached_input: 3, output } });

  it("takes a larger record as a correction, which counts as inserted and moves its quarter hour", () => {
    ledger.append([seen(1)], GROWING);
    expect(ledger.append([seen(90, 20)], GROWING)).toMatchObject(counts(1, 0, 0));
    expect(totalsText(ledger.totals({}))).toEqual(expectedTotals([seen(90, 20)]));
    expect(ledger.stats()).toMatchObject({ events: 1, corrections: 1, conflicts: 0 });
    expect(ledger.verify()).toEqual([]);
  });

  it("takes a smaller or equal record, and every earlier state, as existing", () => {
    ledger.append([seen(1), seen(90)], GROWING);
    expect(ledger.append([seen(1), seen(40), seen(90), seen(90, 1)], GROWING)).toMatchObject(counts(0, 4, 0));
    expect(totalsText(ledger.totals({}))).toEqual(expectedTotals([seen(90)]));
  });

  it("takes a record that is larger in one meter and smaller in another as a conflict", () => {
    ledger.append([seen(90)], GROWING);
    const mixed = event("msg_1", { source: "claude-code", usage: { uncached_input: 4, output: 80 } });
    expect(ledger.append([mixed], GROWING)).toMatchObject(counts(0, 0, 1));
  });

  it("comes to the same totals in any order, also when equal records lie in different quarter hours", () => {
    const records = [seen(1), seen(90), seen(90, 31), seen(40, 16)];
    ledger.append(records, GROWING);
    const reversed = openAt(join(temporaryFolder(), "reversed.db"));
    reversed.append([...records].reverse(), GROWING);
    expect(totalsText(ledger.totals({}))).toEqual(totalsText(reversed.totals({})));
    expect(totalsText(ledger.totals({}))).toEqual(expectedTotals([seen(90, 31)]));
    reversed.close();
  });

  it("does not undo a correction by hand", () => {
    ledger.append([seen(1)], GROWING);
    ledger.correct({ source: "claude-code", id: "msg_1" }, null, "test traffic", NOON);
    expect(ledger.append([seen(1)], GROWING)).toMatchObject(counts(0, 1, 0));
    expect(ledger.append([seen(90)], GROWING)).toMatchObject(counts(0, 0, 1));
    expect([...ledger.totals({})]).toEqual([]);
  });

  it("takes a part of a response that another source has whole as existing", () => {
    ledger.append([event("gw-1", { responseId: "msg_1", usage: { uncached_input: 3, output: 90 } })], ONCE);
    const part = event("x", { source: "claude-code", responseId: "msg_1", usage: { uncached_input: 3, output: 1 } });
    expect(ledger.append([part], GROWING)).toMatchObject(counts(0, 1, 0));
  });
});

describe("a quantity that totals cannot hold exactly", () => {
  it.each([
    ["0.1234567891", /at most 9 decimals, found 0.1234567891/],
    ["1000000000000001", /at most 1000000000000000 in one record/],
  ])("is rejected with the reason: %s", (quantity, reason) => {
    const result = ledger.append([event("bad", { usage: { audio_second: quantity } }), event("good")], ONCE);
    expect(result).toMatchObject({ inserted: 1, rejected: 1 });
    expect(result.problems).toEqual([{ index: 0, kind: "rejected", reason: expect.stringMatching(reason) }]);
    expect(recordsOf(ledger.events({}))).toEqual(recordsOf([event("good")]));
  });
});
