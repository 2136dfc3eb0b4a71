import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anthropicCostCsv } from "../../../src/invoices/formats/anthropic-cost-csv.js";
import { anthropicCostJson } from "../../../src/invoices/formats/anthropic-cost-json.js";
import { anthropicTokensCsv } from "../../../src/invoices/formats/anthropic-tokens-csv.js";
import { anthropicUsageJson } from "../../../src/invoices/formats/anthropic-usage-json.js";
import { columnsOf, type InvoiceLine, type RowOutcome } from "../../../src/invoices/index.js";
import { formatInstant } from "../../../src/meters/index.js";
import { Decimal, type JsonValue } from "../../../src/money/index.js";
import { readFixture } from "../read-fixture.js";

const linesOf = (outcomes: Iterable<RowOutcome>): InvoiceLine[] =>
  [...outcomes].flatMap((outcome) =>
    outcome.kind === "line" ? [outcome] : outcome.kind === "lines" ? outcome.lines : [],
  );

const costLine = (fields: Record<string, string>): InvoiceLine | undefined => {
  const record = {
    usage_date_utc: "2026-08-15",
    model: "Claude Haiku 4.5",
    token_type: "output",
    cost_usd: "0.19",
    ...fields,
  };
  const rows = [{ line: 2, cells: Object.values(record) }];
  return linesOf(anthropicCostCsv.read(rows, columnsOf(Object.keys(record))))[0];
};

describe("the console's cost export", () => {
  test.each([
    ["anthropic/cost-2024-12.csv", "5.47"],
    ["anthropic/cost-2025-12.csv", "-1.36"],
    ["anthropic/cost-2026-02.csv", "1.68"],
    ["anthropic/cost-2026-08-bom-crlf.csv", "0.62"],
  ])("%s bills %s dollars", (name, total) => {
    const amounts = linesOf(readFixture(name).outcomes).map((line) => line.amount ?? Decimal.zero);
    expect(Decimal.sum(amounts).toString()).toBe(total);
  });

  test("an amount keeps its two decimals, so that a reader knows how it was rounded", () => {
    expect(costLine({ cost_usd: "0.10" })?.amount?.scale).toBe(2);
    expect(costLine({ cost_usd: "0.00" })?.amount?.scale).toBe(2);
  });

  test.each([
    ["input_no_cache", "uncached_input"],
    ["input_cache_read", "cache_read"],
    ["input_cache_write", "cache_write"],
    ["input_cache_write_5m", "cache_write_5m"],
    ["input_cache_write_1h", "cache_write_1h"],
    ["output", "output"],
    ["constructor", null],
  ])("token type %s is the meter %s", (token_type, meter) => {
    expect(costLine({ token_type })?.meter).toBe(meter);
  });

  test.each([
    [{ workspace: "" }, { project: "default" }],
    [{ workspace: "Default" }, { project: "default" }],
    [{ workspace: "Research" }, { project: "Research" }],
    [{ usage_type: "message" }, { serviceTier: "standard" }],
    [{ usage_type: "batch" }, { serviceTier: "batch" }],
    [{ context_window: "≤ 200k" }, { context: "short" }],
    [{ context_window: "≤\u00a0200k" }, { context: "short" }],
    [{ context_window: "> 200k" }, { context: "long" }],
    [{ inference_geo: "us" }, { regionClass: "us" }],
    [{ inference_geo: "global" }, { regionClass: "global" }],
    [{ speed: "" }, { speed: "standard" }],
    [{ speed: "fast" }, { speed: "fast" }],
    [{ api_key: "nightly", api_key_id: "apikey_01" }, { apiKey: "nightly" }],
    [{ api_key: "", api_key_id: "apikey_01" }, { apiKey: "apikey_01" }],
    [{ cost_type: "token" }, { category: "usage" }],
    [{ cost_type: "credit", cost_usd: "-5.00" }, { category: "credit" }],
    [{ cost_type: "tax" }, { category: "tax" }],
    [{ cost_usd: "-5.00" }, { category: "usage" }],
    [{ list_price_usd: "0.25" }, { listAmount: new Decimal(25n, 2) }],
  ])("%j is read as %j", (fields, expected) => {
    expect(costLine(fields)).toMatchObject(expected);
  });

  test("what an export has no column for is not stated", () => {
    const stated = ["serviceTier", "context", "regionClass", "speed", "project", "apiKey", "account", "listAmount"];
    const line = costLine({});
    expect(line?.meter).toBe("output");
    expect(stated.filter((name) => name in (line ?? {}))).toEqual([]);
  });

  test("a residency that is not available is not stated", () => {
    expect(costLine({ inference_geo: "not_available" })).not.toHaveProperty("regionClass");
  });

  test("Priority Tier is out of scope of every cost export, and in scope of every usage export", () => {
    const all = [anthropicCostCsv, anthropicCostJson, anthropicTokensCsv, anthropicUsageJson];
    expect(all.map((format) => format.states("output", "priority"))).toEqual([false, false, true, true]);
    expect(all.map((format) => format.states("output", "batch"))).toEqual([true, true, true, true]);
  });
});

describe("the console's tokens export", () => {
  test("an hour of the day's export is an hour, a day of the month's is a day", () => {
    const spans = (name: string) =>
      linesOf(readFixture(name).outcomes).map(
        (line) => `${formatInstant(line.from)} ${(line.to - line.from) / 3_600_000}h`,
      );
    expect(new Set(spans("anthropic/tokens-hourly.csv"))).toEqual(
      new Set(["2026-03-31T00:00:00Z 1h", "2026-03-31T02:00:00Z 1h"]),
    );
    expect(new Set(spans("anthropic/tokens-daily.csv"))).toEqual(new Set(["2026-03-22T00:00:00Z 24h"]));
  });

  test("a row of several meters is one row", () => {
    const { outcomes } = readFixture("anthropic/tokens-daily.csv");
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(["lines", "lines", "lines", "skip"]);
  });

  test("tokens and web searches are all that it can state", () => {
    const meters = [
      "uncached_input",
      "cache_read",
      "cache_write",
      "cache_write_5m",
      "cache_write_1h",
      "output",
      "web_search",
    ];
    expect(meters.filter((meter) => !anthropicTokensCsv.states(meter, "standard"))).toEqual([]);
    expect(
      ["code_second", "image", "output_audio"].filter((meter) => anthropicTokensCsv.states(meter, "standard")),
    ).toEqual([]);
  });
});

describe("the Admin API's reports", () => {
  const report = (results: JsonValue[]): JsonValue => ({
    data: [{ starting_at: "2026-08-01T00:00:00Z", ending_at: "2026-08-02T00:00:00Z", results }],
    has_more: false,
  });

  test("an amount in cents is a hundredth of it in dollars, to the last digit", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.stringMatching(/^\d{1,20}$/),
        (whole, fraction) => {
          const document = report([{ amount: `${whole}.${fraction}`, currency: "USD" }]);
          const [line] = linesOf(anthropicCostJson.read(document));
          const cents = line?.amount?.mul(Decimal.fromInteger(100));
          const [head = "", tail = ""] = (cents?.toString() ?? "none").replace("-", "").split(".");
          expect(`${head}.${tail.padEnd(fraction.length, "0")}`).toBe(`${whole < 0n ? -whole : whole}.${fraction}`);
        },
      ),
    );
  });

  test("a null workspace is the default one, a report without the field does not state it", () => {
    const document = report([
      { amount: "1", currency: "USD", workspace_id: null },
      { amount: "1", currency: "USD" },
    ]);
    expect(linesOf(anthropicCostJson.read(document)).map((line) => line.project)).toEqual(["default", undefined]);
  });

  test.each([
    ["standard", "standard"],
    ["batch", "batch"],
    ["priority", "priority"],
    ["priority_on_demand", "priority"],
    ["flex", "flex"],
    ["flex_discount", "flex"],
    [null, undefined],
  ])("service tier %s is %s", (service_tier, expected) => {
    const [line] = linesOf(anthropicUsageJson.read(report([{ output_tokens: 3, service_tier }])));
    expect(line?.serviceTier).toBe(expected);
  });

  test("an export that ends with more pages to come says so", () => {
    const last = [...readFixture("anthropic/cost-report-ungrouped-incomplete.json").outcomes].at(-1);
    expect(last).toMatchObject({ kind: "note", text: expect.stringContaining("incomplete") });
    expect(readFixture("anthropic/cost-report.json").outcomes.filter((outcome) => outcome.kind === "note")).toEqual([]);
  });
});
