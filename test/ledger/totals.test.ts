import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ledger } from "../../src/ledger/ledger.js";
import { HOUR, QUARTER_HOUR } from "../../src/meters/index.js";
import { decimal } from "../../src/money/index.js";
import type { UsageEvent } from "../../src/usage/index.js";
import { temporaryFolder } from "../files/temporary-folder.js";
import { anyEvents, event, expectedTotals, NOON, ONCE, openAt, RECORDED_AT, recordsOf, totalsText } from "./events.js";

function withLedger<Result>(work: (ledger: Ledger) => Result): Result {
  const ledger = openAt(":memory:");
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}

describe("the totals of a ledger", () => {
  it("are what the events come to, and the events come back as they went in", () => {
    fc.assert(
      fc.property(anyEvents, (events) =>
        withLedger((ledger) => {
          ledger.append(events, ONCE);
          expect(totalsText(ledger.totals({}))).toEqual(expectedTotals(events));
          expect(recordsOf(ledger.events({}))).toEqual(recordsOf(events));
          expect(ledger.verify()).toEqual([]);
        }),
      ),
      { numRuns: 60 },
    );
  });

  it("are the same whether a file is imported once or twice, and in whatever batches", () => {
    fc.assert(
      fc.property(anyEvents, fc.nat({ max: 25 }), (events, cut) =>
        withLedger((ledger) => {
          ledger.append(events.slice(0, cut), ONCE);
          ledger.append(events, ONCE);
          const again = ledger.append(events, ONCE);
          expect(again).toMatchObject({ inserted: 0, existing: events.length, conflicts: 0 });
          expect(totalsText(ledger.totals({}))).toEqual(expectedTotals(events));
        }),
      ),
      { numRuns: 40 },
    );
  });

  it("do not depend on the order of imports", () => {
    const shuffled = anyEvents.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        const totals = (list: readonly UsageEvent[]) =>
          withLedger((ledger) => {
            for (const each of list) ledger.append([each], ONCE);
            return totalsText(ledger.totals({}));
          });
        expect(totals(events)).toEqual(totals(other));
      }),
      { numRuns: 30 },
    );
  });

  it("follow corrections to the last digit", () => {
    const corrected = anyEvents.filter((events) => events.length > 1);
    fc.assert(
      fc.property(corrected, (events) =>
        withLedger((ledger) => {
          const [first, second, ...rest] = events;
          if (first === undefined || second === undefined) throw new Error("the filter leaves at least two events");
          ledger.append(events, ONCE);
          const replacement = { ...second, id: first.id };
          ledger.correct(first, replacement, "the other's content", RECORDED_AT);
          ledger.correct(second, null, "counted no more", RECORDED_AT);
          expect(totalsText(ledger.totals({}))).toEqual(expectedTotals([replacement, ...rest]));
          expect(ledger.verify()).toEqual([]);
        }),
      ),
      { numRuns: 30 },
    );
  });

  it("stay exact beyond 2^53, in fractions and in money of 20 decimals", () => {
    withLedger((ledger) => {
      const usage = { cache_storage_token_second: "1000000000000000", audio_second: "0.000000001" };
      const cost = { amount: decimal("0.00000000000000000001"), currency: "USD" } as const;
      const events = Array.from({ length: 2000 }, (_, n) => event(`req_${n}`, { usage, cost }));
      ledger.append(events, ONCE);
      const [total] = ledger.totals({});
      expect([...(total?.usage ?? [])].map(([name, quantity]) => `${name} ${quantity}`)).toEqual([
        "audio_second 0.000002",
        "cache_storage_token_second 2000000000000000000",
      ]);
      expect(total?.providerCost[0]?.amount.toString()).toBe("0.00000000000000002");
    });
  });

  it("overflow with an error, never with a rounded sum, and leave the ledger as it was", () => {
    withLedger((ledger) => {
      const usage = { cache_storage_token_second: "1000000000000000" };
      const events = Array.from({ length: 9300 }, (_, n) => event(`req_${n}`, { usage }));
      ledger.append(events.slice(0, 9000), ONCE);
      expect(() => ledger.append(events.slice(9000), ONCE)).toThrow(/found events that come to more/);
      expect(ledger.stats().events).toBe(9000);
      expect(ledger.verify()).toEqual([]);
    });
  });

  it("keep reasoning only while every event with output states it", () => {
    const reasoningOf = (events: readonly UsageEvent[]) =>
      withLedger((ledger) => {
        ledger.append(events, ONCE);
        return [...ledger.totals({})].map((total) => total.reasoning?.toString());
      });
    expect(reasoningOf([event("a", { reasoning: 20 }), event("b", { reasoning: 0 })])).toEqual(["20"]);
    expect(reasoningOf([event("a", { reasoning: 20 }), event("b")])).toEqual([undefined]);
    expect(reasoningOf([event("a", { reasoning: 20 }), event("b", { usage: { uncached_input: 1 } })])).toEqual(["20"]);
  });
});

describe("a query", () => {
  it("reads a period, to the quarter hour, and providers", () => {
    withLedger((ledger) => {
      const early = event("a", { time: NOON - 1 });
      const noon = event("b", { time: NOON });
      const late = event("c", { time: NOON + HOUR, provider: "azure" });
      ledger.append([early, noon, late], ONCE);
      const read = (query: Parameters<Ledger["totals"]>[0]) => [...ledger.totals(query)].map((total) => total.quarter);
      expect(read({ from: NOON })).toEqual([NOON, NOON + HOUR]);
      expect(read({ until: NOON })).toEqual([NOON - QUARTER_HOUR]);
      expect(read({ from: NOON, until: NOON + HOUR })).toEqual([NOON]);
      expect(read({ providers: ["azure"] })).toEqual([NOON + HOUR]);
      expect(read({ providers: [] })).toEqual([]);
      expect([...ledger.events({ from: NOON, providers: ["openai"] })].map(({ id }) => id)).toEqual(["b"]);
      expect(() => read({ from: NOON + 1 })).toThrow(/not on a quarter hour/);
    });
  });

  it("counts the events by provider and source", () => {
    withLedger((ledger) => {
      ledger.append([event("a"), event("b", { source: "gateway" }), event("c", { provider: "azure" })], ONCE);
      expect(ledger.stats()).toEqual({
        events: 3,
        corrections: 0,
        conflicts: 0,
        first: NOON,
        through: NOON,
        byProvider: [
          { provider: "azure", source: "usage", events: 1 },
          { provider: "openai", source: "gateway", events: 1 },
          { provider: "openai", source: "usage", events: 1 },
        ],
      });
    });
  });
});

describe("duplicates", () => {
  it("are the surplus of events that are equal in all but their ids, in exact totals", () => {
    withLedger((ledger) => {
      const twin = (id: string) =>
        event(id, { usage: { uncached_input: 400, audio_second: "0.1" }, responseId: `r-${id}` });
      const events = [twin("a"), twin("b"), twin("c"), event("d"), event("e", { project: "p" })];
      ledger.append(events, ONCE);
      expect(totalsText(ledger.duplicates({}))).toEqual(expectedTotals([twin("a"), twin("b")]));
      expect([...ledger.duplicates({ from: NOON + QUARTER_HOUR })]).toEqual([]);
    });
  });

  it("are not events that differ in anything else", () => {
    withLedger((ledger) => {
      const others = [{ time: NOON + 1 }, { reasoning: 1 }, { status: "error" }, { requests: 2 }, { model: "o3" }];
      ledger.append([event("a"), ...others.map((facts, n) => event(`b${n}`, facts))], ONCE);
      expect([...ledger.duplicates({})]).toEqual([]);
    });
  });

  it("do not count what a correction took away", () => {
    withLedger((ledger) => {
      ledger.append([event("a"), event("b")], ONCE);
      ledger.correct({ source: "usage", id: "b" }, null, "logged twice", RECORDED_AT);
      expect([...ledger.duplicates({})]).toEqual([]);
    });
  });
});

it("verify finds a total that is not what its events come to", async () => {
  const { default: Sqlite } = await import("better-sqlite3");
  const path = join(temporaryFolder(), "aimodels.db");
  const ledger = openAt(path);
  ledger.append([event("a")], ONCE);
  const other = new Sqlite(path);
  other.exec("UPDATE total_meter SET quantity = quantity + 1 WHERE meter = 'output'");
  expect(ledger.verify()).toEqual([expect.stringMatching(/events sum to .*output 50, .*the total says .*output 51/)]);
  other.exec("DELETE FROM total");
  expect(ledger.verify()).toEqual([expect.stringMatching(/there is no total/)]);
  other.close();
  ledger.close();
});
