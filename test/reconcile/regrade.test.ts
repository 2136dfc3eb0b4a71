import { describe, expect, test } from "vitest";
import { decimal } from "../../src/money/index.js";
import type { UsageEvent } from "../../src/usage/index.js";
import {
  anthropicCosts,
  anthropicEvents,
  anthropicTokens,
  type BilledRow,
  causesOf,
  dayOf,
  evidenceOf,
  hold,
  octoberEvents,
  openaiBill,
  stepsOf,
  totalOf,
  withUsage,
} from "./world.js";

const events = octoberEvents();
const used = anthropicEvents();

/** What Anthropic bills at its own rates times a factor for some rows, with the tokens export of the same usage. */
function anthropicFiles(
  truth: readonly UsageEvent[],
  factorOf: (row: { speed: string; geo: string }) => string,
): string[] {
  return [anthropicCosts(truth, (row) => ({ rate: row.rate.mul(decimal(factorOf(row))) })), anthropicTokens(truth)];
}

describe("the same quantity under two grades is one cell, whose whole effect is of the rate", () => {
  test("in the service tier", () => {
    const truth = events.map((each) =>
      each.model === "alpha-2026-01-01" ? { ...each, serviceTier: "priority" } : each,
    );
    const result = hold([openaiBill(truth)], events);
    const effect = totalOf(openaiBill(truth)).sub(totalOf(openaiBill(events)));
    expect(causesOf(result)).toEqual([`priority_rate rate_variance ${effect}`]);
    expect(result.statements[0]?.breaks[0]?.cells.every(({ cell }) => cell.regraded === "service_tier")).toBe(true);
  });

  test("in the context", () => {
    const long = events.map((each) =>
      each.model === "beta" ? each : withUsage(each, (q) => ({ uncached_input: 280_000, output: q("output") })),
    );
    const short = (row: Omit<BilledRow, "amount">): Partial<BilledRow> =>
      row.long
        ? { item: row.item.replace(", long context", ""), rate: decimal(row.meter === "output" ? "15" : "2.5") }
        : {};
    const bill = openaiBill(long, { each: short });
    const result = hold([bill], long);
    const effect = totalOf(bill).sub(totalOf(openaiBill(long)));
    expect(causesOf(result)).toEqual([`long_context_rate rate_variance ${effect}`]);
    expect(evidenceOf(result)).toContain("the bill states context short, the ledger recorded long");
  });

  test("in the region class", () => {
    const truth = used.map((each) => ({ ...each, regionClass: each.model === "claude-gamma" ? "us" : "global" }));
    const result = hold(
      anthropicFiles(truth, ({ geo }) => (geo === "us" ? "1.1" : "1")),
      used,
    );
    expect(result.statements[0]?.causes.map(({ cause }) => cause)).toEqual(["regional_uplift"]);
    expect(Object.keys(stepsOf(result))).toEqual(["ledger", "rate_variance", "rounding", "invoice"]);
  });

  test("in the speed, which no cause is named after: the evidence tells it, cell by cell", () => {
    const truth = used.map((each) => (each.model === "claude-gamma" ? { ...each, speed: "fast" } : each));
    const ledger = used.map((each) => ({ ...each, speed: "standard" }));
    const result = hold(
      anthropicFiles(truth, ({ speed }) => (speed === "fast" ? "6" : "1")),
      ledger,
    );
    expect(result.statements[0]?.causes).toMatchObject([{ cause: "unknown", owner: "engineering", breaks: 40 }]);
    expect(evidenceOf(result)).toContain(
      "the bill states speed fast, the ledger recorded standard, of the same quantity",
    );
  });

  test("in the lifetime of cache writes, but not where their quantities differ", () => {
    const lasting = (scale: number): UsageEvent[] =>
      used.map((each) =>
        withUsage(each, (q) => ({
          uncached_input: q("uncached_input"),
          cache_read: q("cache_read"),
          cache_write_1h: Math.round(q("cache_write_5m") * scale),
          output: q("output"),
        })),
      );
    const same = hold([anthropicCosts(lasting(1)), anthropicTokens(lasting(1))], used);
    expect(same.statements[0]?.causes.map(({ cause }) => cause)).toEqual(["cache_lifetime_rate"]);
    const fewer = hold([anthropicCosts(lasting(0.9)), anthropicTokens(lasting(0.9))], used);
    expect(fewer.statements[0]?.causes.map(({ cause }) => cause)).not.toContain("cache_lifetime_rate");
    expect(stepsOf(fewer).ledger_only).toBeDefined();
  });
});

test("a day on which something else is wrong does not keep the other days from being joined", () => {
  const truth = events.map((each) => (each.model === "alpha-2026-01-01" ? { ...each, serviceTier: "priority" } : each));
  const ledger = events.filter((each) => !(dayOf(each) === 4 && each.apiKey === "key_b"));
  const result = hold([openaiBill(truth)], ledger);
  const [first] = result.statements[0]?.breaks ?? [];
  expect(first?.cause).toBe("priority_rate");
  expect(first?.cells).toHaveLength(27);
});

test("cells that agree apart are not joined", () => {
  const both = events.map((each) =>
    each.apiKey === "key_a" && each.model === "beta" ? { ...each, serviceTier: "batch" } : each,
  );
  const result = hold([openaiBill(both)], both);
  expect(result.status).toBe("reconciled");
  expect(result.statements[0]?.entries.every(({ cell }) => cell.regraded === null)).toBe(true);
});
