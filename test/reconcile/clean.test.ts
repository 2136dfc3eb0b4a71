import { describe, expect, test } from "vitest";
import {
  anthropicEvents,
  at,
  billLine,
  bridgeOf,
  costOf,
  event,
  hold,
  octoberEvents,
  openaiBill,
  stepsOf,
  ungroupedBillOf,
} from "./world.js";

const events = octoberEvents();
const total = costOf(events).toString();

describe("a bill that agrees with the ledger", () => {
  test("is reconciled, and its bridge has nothing between ledger and invoice", () => {
    const result = hold([openaiBill(events)], events);
    expect(result.status).toBe("reconciled");
    expect(stepsOf(result)).toEqual({ ledger: total, invoice: total });
    const [statement] = result.statements;
    expect(statement?.coverage.amount?.toString()).toBe("1");
    expect(statement?.coverage.quantity?.toString()).toBe("1");
    expect(statement?.cells).toEqual({ matched: 60, withinTolerance: 0, breaks: 0 });
    expect(result.excluded).toEqual([]);
    expect(result.notes).toEqual([]);
  });

  test("has every step of the bridge, in its order, also those of nothing", () => {
    const steps = Object.keys(bridgeOf(hold([openaiBill(events)], events)));
    expect(steps).toEqual([
      ...["ledger", "quantity_variance", "rate_variance", "amount_variance", "invoice_only", "ledger_only"],
      ...["tax", "credit", "fee", "adjustment", "rounding", "unexplained", "invoice"],
    ]);
  });

  test("agrees key by key where the export is grouped by key", () => {
    const result = hold([openaiBill(events, { byKey: true })], events);
    expect(result.statements[0]?.cells).toEqual({ matched: 120, withinTolerance: 0, breaks: 0 });
  });

  test("agrees where one line is the whole month", () => {
    const first = events.map((used) => ({ ...used, time: at("2026-10-01T05:00:00Z") }));
    const bill = openaiBill(first, { each: (row) => ({ end: row.start + 31 * 86_400 }) });
    const result = hold([bill], events);
    expect(result.status).toBe("reconciled");
    expect(result.statements[0]?.cells.matched).toBe(6);
  });

  test("agrees day by day where the export names no model: one amount against all usage of the day", () => {
    const result = hold([ungroupedBillOf(events)], events);
    expect(result.status).toBe("reconciled");
    expect(result.statements[0]?.cells.matched).toBe(10);
    expect(result.statements[0]?.coverage.quantity).toBeNull();
  });

  test("may name one model by its alias and by its id", () => {
    const bill = openaiBill(events, {
      each: (row) => (row.start % (2 * 86_400) === 0 ? { item: row.item.replace("alpha-2026-01-01", "alpha") } : {}),
    });
    expect(hold([bill], events).status).toBe("reconciled");
  });

  test("may hold lines of nothing, also for what was never used", () => {
    const nothing = { quantity: "0", unit: "tokens" };
    const extra = [
      billLine(3, "beta, output", "0", nothing),
      billLine(5, "alpha-2026-01-01, input, long context", "0", nothing),
    ];
    expect(stepsOf(hold([openaiBill(events, { extra })], events))).toEqual({ ledger: total, invoice: total });
  });

  test("may count web searches, which state no tier, beside tokens, which do", () => {
    const searches = [1, 2].map((day) =>
      event({ time: `2026-10-0${day}T10:00:00Z`, model: "web-search", usage: { web_search: 30 } }),
    );
    const extra = [1, 2].map((day) => billLine(day, "web search tool calls", "0.3", { quantity: "30" }));
    expect(hold([openaiBill(events, { extra })], [...events, ...searches]).status).toBe("reconciled");
  });
});

describe("batch", () => {
  const batch = events.map((used) => (used.model === "beta" ? { ...used, serviceTier: "batch" } : used));

  test("is billed on the day it completes, so that its days are not compared", () => {
    const dayLater = batch.map((used) =>
      used.serviceTier === "batch" && used.time < at("2026-10-10") ? { ...used, time: used.time + 86_400_000 } : used,
    );
    expect(hold([openaiBill(dayLater)], batch).status).toBe("reconciled");
  });

  test("is still told apart by key", () => {
    const moved = batch.map((used) => (used.serviceTier === "batch" ? { ...used, apiKey: "key_a" } : used));
    expect(hold([openaiBill(batch, { byKey: true })], moved).status).toBe("breaks");
  });
});

test("usage of a provider that the bill does not carry is left out by name", () => {
  const both = [...events, ...anthropicEvents()];
  const result = hold([openaiBill(events)], both);
  expect(result.status).toBe("reconciled");
  expect(result.excluded.map(({ reason, provider }) => `${provider}: ${reason}`)).toEqual([
    "anthropic: the bill carries no line of this provider",
  ]);
});
