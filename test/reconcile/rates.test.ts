import { describe, expect, test } from "vitest";
import { Decimal, decimal } from "../../src/money/index.js";
import type { UsageEvent } from "../../src/usage/index.js";
import {
  type BilledRow,
  billLine,
  causesOf,
  costOf,
  evidenceOf,
  hold,
  octoberEvents,
  openaiBill,
  stepsOf,
  withUsage,
} from "./world.js";

const events = octoberEvents();
const total = costOf(events);

function of(model: string, used: readonly UsageEvent[] = events): Decimal {
  return costOf(used.filter((each) => each.model.startsWith(model)));
}

/** The bill of a model at a multiple of its rate, with a word before its line items or none. */
function atRate(model: string, times: string, prefix = ""): string {
  const each = (row: Omit<BilledRow, "amount">): Partial<BilledRow> =>
    row.model === model ? { rate: row.rate.mul(decimal(times)), item: `${prefix}${row.item}` } : {};
  return openaiBill(events, { each });
}

describe("batch rate for one model", () => {
  const effect = of("beta").mul(decimal("-0.5"));

  test("that the line items state is one cause with its whole effect", () => {
    const result = hold([atRate("beta", "0.5", "batch api | ")], events);
    expect(causesOf(result)).toEqual([`batch_rate rate_variance ${effect}`]);
    expect(stepsOf(result)).toEqual({
      ledger: total.toString(),
      rate_variance: effect.toString(),
      invoice: total.add(effect).toString(),
    });
    expect(evidenceOf(result)).toContain("the bill states service tier batch, the ledger recorded standard");
    expect(result.statements[0]?.breaks[0]?.owner).toBe("engineering");
  });

  test("that the line items do not state is the same cause, and the rest reconciles", () => {
    const result = hold([atRate("beta", "0.5")], events);
    expect(causesOf(result)).toEqual([`batch_rate rate_variance ${effect}`]);
    expect(evidenceOf(result)).toContain(
      `${of("beta").add(effect)} USD is billed in 30 cells, which is the quantity at the batch rate`,
    );
    expect(result.statements[0]?.cells).toEqual({ matched: 30, withinTolerance: 0, breaks: 30 });
  });

  test("of one key alone is one cause with that key's effect", () => {
    const mixed = events.map((used) =>
      used.model === "beta" && used.apiKey === "key_a" ? { ...used, serviceTier: "batch" } : used,
    );
    const half = of(
      "beta",
      events.filter((used) => used.apiKey === "key_a"),
    ).mul(decimal("-0.5"));
    for (const byKey of [true, false]) {
      expect(causesOf(hold([openaiBill(mixed, { byKey })], events))).toEqual([`batch_rate rate_variance ${half}`]);
    }
  });

  test("is one hypothesis with a flex rate as low, which the evidence names", () => {
    const result = hold([atRate("alpha", "0.5")], events);
    expect(causesOf(result)).toEqual([`batch_rate rate_variance ${of("alpha").mul(decimal("-0.5"))}`]);
    expect(evidenceOf(result)).toContain("the same numbers fit the flex rate");
  });

  test("recorded, where the bill charges the standard rate, is named by the batch that was recorded", () => {
    const recorded = events.map((used) => (used.model === "beta" ? { ...used, serviceTier: "batch" } : used));
    const result = hold([openaiBill(events)], recorded);
    expect(causesOf(result)).toEqual([`batch_rate rate_variance ${effect.neg()}`]);
  });
});

test("flex stated by the bill is told from batch", () => {
  const result = hold([atRate("alpha", "0.5", "flex | ")], events);
  expect(causesOf(result)).toEqual([`flex_rate rate_variance ${of("alpha").mul(decimal("-0.5"))}`]);
});

test.each(["priority | ", ""])("priority is one cause, stated as %j or not", (prefix) => {
  const each = (row: Omit<BilledRow, "amount">): Partial<BilledRow> =>
    row.model === "alpha" && row.meter === "output" ? { rate: decimal("30"), item: `${prefix}${row.item}` } : {};
  const output = costOf(
    events.filter((used) => used.model !== "beta").map((used) => withUsage(used, (q) => ({ output: q("output") }))),
  );
  const result = hold([openaiBill(events, { each })], events);
  expect(causesOf(result)).toEqual([`priority_rate rate_variance ${output}`]);
});

describe("long context", () => {
  const long = events.map((used) =>
    used.model === "beta"
      ? used
      : withUsage(used, (quantity) => ({
          uncached_input: quantity("uncached_input") + 250_000,
          cache_read: quantity("cache_read"),
          output: quantity("output"),
        })),
  );
  const short = (row: Omit<BilledRow, "amount">): Decimal =>
    decimal({ uncached_input: "2.5", cache_read: "0.25", output: "15" }[row.meter] ?? "0");

  test("agrees where both sides price the whole request long", () => {
    expect(hold([openaiBill(long)], long).status).toBe("reconciled");
  });

  test.each([true, false])("billed short is one cause with its whole effect (said by the line items: %s)", (stated) => {
    const bill = openaiBill(long, {
      each: (row) =>
        row.long ? { rate: short(row), ...(stated ? { item: row.item.replace(", long context", "") } : {}) } : {},
    });
    const result = hold([bill], long);
    expect(causesOf(result)).toHaveLength(1);
    expect(causesOf(result)[0]).toMatch(/^long_context_rate rate_variance -/);
    expect(stepsOf(result).ledger).toBe(costOf(long).toString());
    const found = result.statements[0]?.breaks[0];
    expect(found?.amount.toString()).toBe(stepsOf(result).rate_variance);
  });

  test("billed for requests that never passed the threshold is one cause", () => {
    const rates: Readonly<Record<string, string>> = { uncached_input: "5", cache_read: "0.5", output: "22.5" };
    const bill = openaiBill(events, {
      each: (row) => (row.model === "alpha" ? { rate: decimal(rates[row.meter] ?? "0") } : {}),
    });
    const result = hold([bill], events);
    expect(causesOf(result)).toEqual(["long_context_rate rate_variance 24.462835"]);
    expect(evidenceOf(result)).toContain("which is the quantity at the long context rate for all of it");
  });

  test("agrees with a bill of one line that tells neither it nor the meters apart", () => {
    const alpha = [...events, ...long.slice(0, 8)].filter((used) => used.model !== "beta");
    const quantity = wholeOf(alpha).toString();
    const line = billLine(1, "alpha-2026-01-01", costOf(alpha).toString(), { quantity, unit: "tokens", days: 31 });
    const result = hold([openaiBill([], { extra: [line] })], alpha);
    expect(result.status).toBe("reconciled");
    expect(result.statements[0]?.cells.matched).toBe(1);
  });

  test("of several rates in one cell is told in the evidence, with the average that stands for them", () => {
    const alpha = [...events, ...long.slice(0, 8)].filter((used) => used.model !== "beta");
    const quantity = wholeOf(alpha).add(decimal("1000000")).toString();
    const line = billLine(1, "alpha-2026-01-01", costOf(alpha).toString(), { quantity, unit: "tokens", days: 31 });
    const result = hold([openaiBill([], { extra: [line] })], alpha);
    expect(evidenceOf(result)).toContain("in 1 cell the ledger's usage had several rates");
  });
});

function wholeOf(used: readonly UsageEvent[]): Decimal {
  return Decimal.sum(used.flatMap((each) => [...each.usage.values()]));
}

describe("regional uplift", () => {
  test("recorded and not billed is one cause", () => {
    const inEurope = events.map((used) => (used.model === "beta" ? used : { ...used, regionClass: "eu" }));
    const result = hold([openaiBill(events)], inEurope);
    expect(causesOf(result)).toEqual([`regional_uplift rate_variance ${of("alpha").mul(decimal("-0.1"))}`]);
    expect(evidenceOf(result)).toContain("the rate of the region class global");
  });

  test("billed and not recorded is one cause", () => {
    const result = hold([atRate("alpha", "1.1")], events);
    expect(causesOf(result)).toEqual([`regional_uplift rate_variance ${of("alpha").mul(decimal("0.1"))}`]);
  });
});

test("the price of before June, still billed in October, is a price change with the line of the catalog that states it", () => {
  const rates: Readonly<Record<string, string>> = { uncached_input: "5", cache_read: "0.5", output: "20" };
  const bill = openaiBill(events, {
    each: (row) => (row.model === "alpha" ? { rate: decimal(rates[row.meter] ?? "0") } : {}),
  });
  const result = hold([bill], events);
  expect(causesOf(result)).toEqual(["price_change rate_variance 21.17601"]);
  expect(evidenceOf(result)).toMatch(/the price of alpha from 2026-01-01 \(catalog\/providers\/openai.yaml:\d+\)/);
});

describe("two causes that fit the same numbers equally", () => {
  test("are unknown, and the evidence names both", () => {
    const bill = openaiBill(events, {
      each: (row) => (row.model === "alpha" && row.meter !== "output" ? { rate: row.rate.mul(decimal("2")) } : {}),
    });
    const result = hold([bill], events);
    expect(new Set(causesOf(result).map((text) => text.split(" ")[0]))).toEqual(new Set(["unknown"]));
    expect(evidenceOf(result)).toMatch(/priority_rate.* fit equally well/);
    expect(evidenceOf(result)).toMatch(/long_context_rate/);
    expect(evidenceOf(result)).toMatch(/price_change/);
  });
});
