import { describe, expect, test } from "vitest";
import { Decimal, decimal } from "../../src/money/index.js";
import type { UsageEvent } from "../../src/usage/index.js";
import {
  anthropicCosts,
  anthropicEvents,
  anthropicTokens,
  bridgeOf,
  causesOf,
  costOf,
  dayOf,
  evidenceOf,
  excludedOf,
  hold,
  octoberEvents,
  openaiBill,
  stepsOf,
  withUsage,
} from "./world.js";

const events = anthropicEvents();

/** The sum of the cost_usd column of some rows. */
function sumOf(bill: string, of: (row: string) => boolean = () => true): Decimal {
  const rows = bill.split("\n").slice(1).filter(of);
  return Decimal.sum(rows.map((row) => decimal(row.split(",")[7] ?? "0")));
}

describe("cost export and tokens export together", () => {
  test.each([false, true])(
    "agree with the ledger within the cents that each row is rounded to (hourly: %s)",
    (hourly) => {
      const bill = anthropicCosts(events);
      const result = hold([bill, anthropicTokens(events, { hourly })], events);
      expect(result.status).toBe("reconciled");
      expect(Object.keys(stepsOf(result))).toEqual(["ledger", "rounding", "invoice"]);
      expect(bridgeOf(result).invoice).toBe(sumOf(bill).toString());
      expect(result.statements[0]?.coverage.quantity?.toString()).toBe("1");
      expect(result.statements[0]?.cells).toEqual({ matched: 80, withinTolerance: 0, breaks: 0 });
    },
  );

  test("take the quantities of the one and the amounts of the other, in either order", () => {
    const [cost, tokens] = [anthropicCosts(events), anthropicTokens(events)];
    expect(bridgeOf(hold([tokens, cost], events))).toEqual(bridgeOf(hold([cost, tokens], events)));
  });

  test("make one statement with a bill of OpenAI", () => {
    const other = octoberEvents();
    const result = hold([openaiBill(other), anthropicCosts(events), anthropicTokens(events)], [...events, ...other]);
    expect(result.status).toBe("reconciled");
    expect(result.statements).toHaveLength(1);
    expect(bridgeOf(result).invoice).toBe(
      costOf(other)
        .add(sumOf(anthropicCosts(events)))
        .toString(),
    );
  });

  test("leave out rows of usage that met no line with money", () => {
    const paid = anthropicCosts(events.filter((used) => dayOf(used) < 4));
    const result = hold([paid, anthropicTokens(events)], events);
    expect(excludedOf(result)).toContain("invoice rows of a usage file that met no line with money: 32 ?");
    expect(bridgeOf(result).invoice).toBe(sumOf(paid).toString());
  });
});

describe("1-hour cache writes that the ledger took for 5-minute ones", () => {
  const lasting = events.map((used) =>
    withUsage(used, (quantity) => ({
      uncached_input: quantity("uncached_input"),
      cache_read: quantity("cache_read"),
      cache_write_1h: quantity("cache_write_5m"),
      output: quantity("output"),
    })),
  );
  const bill = anthropicCosts(lasting);
  const written = sumOf(bill, (row) => row.includes("input_cache_write_1h"));
  const recorded = Decimal.sum(
    events.map((used) => {
      const rate = decimal(used.model === "claude-gamma" ? "0.00000375" : "0.00000125");
      return (used.usage.get("cache_write_5m" as never) ?? decimal("0")).mul(rate);
    }),
  );

  test("are one cause with the difference between the two rates, to the cent billed", () => {
    const result = hold([bill, anthropicTokens(lasting)], events);
    expect(causesOf(result)).toEqual([`cache_lifetime_rate rate_variance ${written.sub(recorded)}`]);
    expect(evidenceOf(result)).toContain("cache writes as cache_write_1h, the ledger recorded cache_write_5m");
  });

  test("are one cause in the cost export alone, which states the lifetime and no quantity", () => {
    const result = hold([bill], events);
    expect(result.statements[0]?.causes.map(({ cause }) => cause)).toEqual(["cache_lifetime_rate"]);
    expect(causesOf(result)).toEqual([
      `cache_lifetime_rate invoice_only ${written}`,
      `cache_lifetime_rate ledger_only ${recorded.neg()}`,
    ]);
  });
});

describe("cache writes of which the bill does not state the lifetime", () => {
  const bill = anthropicCosts(events).replaceAll("input_cache_write_5m", "input_cache_write");

  test("stand for any lifetime that the ledger recorded", () => {
    const result = hold([bill], events);
    expect(result.status).toBe("reconciled");
    expect(Object.keys(stepsOf(result))).toEqual(["ledger", "rounding", "invoice"]);
  });

  test("are not without a price where the ledger holds none", () => {
    const ledger = events.map((used) =>
      withUsage(used, (q) => ({
        uncached_input: q("uncached_input"),
        cache_read: q("cache_read"),
        output: q("output"),
      })),
    );
    const written = sumOf(bill, (row) => row.includes("input_cache_write"));
    expect(causesOf(hold([bill], ledger))).toEqual([`cached_not_recorded invoice_only ${written}`]);
    expect(bridgeOf(hold([bill], null))).toMatchObject({ invoice_only: sumOf(bill).toString(), unexplained: "0" });
  });
});

test("a batch that the cost export states and the ledger took for standard is one cause without quantities too", () => {
  const batch = events.map((used) => (used.model === "claude-delta" ? { ...used, serviceTier: "batch" } : used));
  const half = decimal("0.5");
  const bill = anthropicCosts(batch, (row) => (row.tier === "batch" ? { rate: row.rate.mul(half) } : {}));
  const result = hold([bill], events);
  expect(result.statements[0]?.causes.map(({ cause }) => cause)).toEqual(["batch_rate"]);
  expect(evidenceOf(result)).toContain("the bill states service tier batch, the ledger recorded standard");
});

describe("cached tokens that the ledger did not record", () => {
  const bill = anthropicCosts(events);
  const cached = sumOf(bill, (row) => row.includes("input_cache"));
  const files = [bill, anthropicTokens(events)];
  const withoutCached = (kept: (quantity: (name: string) => number) => Record<string, number>): UsageEvent[] =>
    events.map((used) => withUsage(used, kept));

  test("are one cause where they were lost", () => {
    const ledger = withoutCached((q) => ({ uncached_input: q("uncached_input"), output: q("output") }));
    const result = hold(files, ledger);
    expect(causesOf(result)).toEqual([`cached_not_recorded invoice_only ${cached}`]);
    expect(evidenceOf(result)).toContain("4425670 cached tokens are billed");
  });

  test("are one cause where reads alone were lost", () => {
    const reads = sumOf(bill, (row) => row.includes("input_cache_read"));
    const ledger = withoutCached((q) => ({
      uncached_input: q("uncached_input"),
      cache_write_5m: q("cache_write_5m"),
      output: q("output"),
    }));
    expect(causesOf(hold(files, ledger))).toEqual([`cached_not_recorded invoice_only ${reads}`]);
  });

  test("are one cause in two steps where they were recorded as uncached input", () => {
    const ledger = withoutCached((q) => ({
      uncached_input: q("uncached_input") + q("cache_read") + q("cache_write_5m"),
      output: q("output"),
    }));
    const result = hold(files, ledger);
    expect(result.statements[0]?.causes.map(({ cause }) => cause)).toEqual(["cached_not_recorded"]);
    expect(causesOf(result)).toContain(`cached_not_recorded invoice_only ${cached}`);
    expect(causesOf(result)).toContain(`cached_not_recorded quantity_variance ${stepsOf(result).quantity_variance}`);
    expect(evidenceOf(result)).toContain("exactly as many too many as uncached input");
  });

  test("are one cause where the cost export alone shows them", () => {
    const ledger = withoutCached((q) => ({ uncached_input: q("uncached_input"), output: q("output") }));
    expect(causesOf(hold([bill], ledger))).toEqual([`cached_not_recorded invoice_only ${cached}`]);
  });
});

test("what Anthropic's format cannot state is left out, also beside a bill of OpenAI, whose format can", () => {
  const priority = events
    .filter((used) => used.model === "claude-delta")
    .map((used) => ({ ...used, id: `${used.id}.p`, serviceTier: "priority" }));
  const other = octoberEvents();
  const files = [openaiBill(other), anthropicCosts(events), anthropicTokens(events)];
  const result = hold(files, [...other, ...events, ...priority]);
  expect(result.status).toBe("reconciled");
  expect(result.excluded.map(({ provider, reason }) => `${provider}: ${reason}`)).toEqual([
    "anthropic: the files given can never state usage of this kind",
  ]);
});
