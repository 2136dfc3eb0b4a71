import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openaiCostCsv } from "../../../src/invoices/formats/openai-cost-csv.js";
import { openaiUsageCsv } from "../../../src/invoices/formats/openai-usage-csv.js";
import { openaiUsageJson } from "../../../src/invoices/formats/openai-usage-json.js";
import { type TokenCounts, tokenParts } from "../../../src/invoices/formats/token-parts.js";
import { columnsOf, type InvoiceLine, type RowOutcome } from "../../../src/invoices/index.js";
import { formatInstant } from "../../../src/meters/index.js";
import { Decimal } from "../../../src/money/index.js";
import { readFixture } from "../read-fixture.js";

const linesOf = (outcomes: Iterable<RowOutcome>): InvoiceLine[] =>
  [...outcomes].flatMap((outcome) =>
    outcome.kind === "line" ? [outcome] : outcome.kind === "lines" ? outcome.lines : [],
  );

describe("the dashboard's cost export", () => {
  test.each([
    ["openai/cost-2025-10.csv", "2025-10-03T00:00:00Z", "2025-10-06T00:00:00Z", "0.233125"],
    ["openai/cost-2026-08.csv", "2026-08-30T00:00:00Z", "2026-09-01T00:00:00Z", "2.6941625"],
    ["openai/cost-ungrouped.csv", "2026-08-30T00:00:00Z", "2026-09-02T00:00:00Z", "17.2534"],
    ["openai/empty-range-with-days.csv", "2026-06-01T00:00:00Z", "2026-06-03T00:00:00Z", "0"],
  ])("%s covers %s to %s, empty days included, and bills %s dollars", (name, from, to, total) => {
    const { outcomes } = readFixture(name);
    const timed = outcomes.flatMap((outcome) => (outcome.kind === "line" || outcome.kind === "skip" ? [outcome] : []));
    expect(formatInstant(Math.min(...timed.map((row) => row.from ?? Number.NaN)))).toBe(from);
    expect(formatInstant(Math.max(...timed.map((row) => row.to ?? Number.NaN)))).toBe(to);
    expect(Decimal.sum(linesOf(outcomes).map((line) => line.amount ?? Decimal.zero)).toString()).toBe(total);
  });

  test("an ungrouped export states no model, meter or quantity", () => {
    for (const line of linesOf(readFixture("openai/cost-ungrouped.csv").outcomes)) {
      expect([line.name, line.meter, line.quantity, line.serviceTier]).toEqual([null, null, null, undefined]);
    }
  });

  test("a promotional credit is usage by its sign and name alone: the catalog says what it is", () => {
    const credit = linesOf(readFixture("openai/cost-2025-10.csv").outcomes).at(-1);
    expect([credit?.name, credit?.amount?.toString(), credit?.category]).toEqual([
      "Promotional credit",
      "-2.5",
      "usage",
    ]);
  });

  test("every row lands in exactly one bucket, whatever stands in it", () => {
    const header = [
      "start_time",
      "end_time",
      "amount_value",
      "amount_currency",
      "quantity",
      "quantity_unit",
      "line_item",
    ];
    const cell = fc.oneof(
      fc.constantFrom(
        "",
        "1788134400",
        "1788220800",
        "usd",
        "tokens",
        "1.5",
        "-2",
        "1,234",
        "gpt-5.4, input",
        "batch api | x",
      ),
      fc.string(),
    );
    const cells = fc.array(cell, { minLength: 5, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 20 }), (table) => {
        const rows = table.map((row, index) => ({ line: index + 2, cells: row }));
        const outcomes = [...openaiCostCsv.read(rows, columnsOf(header))].filter((outcome) => outcome.kind !== "note");
        expect(outcomes.map((outcome) => outcome.row)).toEqual(rows.map((row) => row.line));
      }),
    );
  });

  test("more kinds of line item than are kept in memory are all read", () => {
    const columns = columnsOf(["start_time", "end_time", "amount_value", "amount_currency", "line_item"]);
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      line: index + 2,
      cells: ["1788134400", "1788220800", "1", "usd", `model-${index}, output`],
    }));
    const names = new Set(linesOf(openaiCostCsv.read(rows, columns)).map((line) => line.name));
    expect(names.size).toBe(10_000);
  });
});

const count = (value: number | null) => (value === null ? null : Decimal.fromInteger(value));
const none = { text: null, audio: null, image: null };
const by = (text: number, audio: number, image: number) => ({
  text: count(text),
  audio: count(audio),
  image: count(image),
});
const natural = fc.nat({ max: 1_000_000 });
const modalities = fc.tuple(natural, natural, natural);
const sum = (numbers: readonly number[]) => numbers.reduce((total, next) => total + next, 0);

function countsFrom(
  fresh: readonly number[],
  read: readonly number[],
  written: number,
  output: readonly number[],
): TokenCounts {
  const [text = 0, audio = 0, image = 0] = fresh;
  const [cachedText = 0, cachedAudio = 0, cachedImage = 0] = read;
  const [outText = 0, outAudio = 0, outImage = 0] = output;
  return {
    input: count(sum(fresh) + sum(read) + written),
    uncached: count(sum(fresh)),
    cached: count(sum(read)),
    written: count(written),
    output: count(sum(output)),
    uncachedBy: by(text, audio, image),
    cachedBy: by(cachedText, cachedAudio, cachedImage),
    outputBy: by(outText, outAudio, outImage),
  };
}

describe("OpenAI's token counts become disjoint meters", () => {
  test("which sum to the input and the output that the record states", () => {
    fc.assert(
      fc.property(modalities, modalities, natural, modalities, (fresh, read, written, output) => {
        const parts = tokenParts(countsFrom(fresh, read, written, output));
        if (typeof parts === "string") throw new Error(parts);
        const total = (start: RegExp) =>
          Decimal.sum(parts.filter(([meter]) => start.test(meter)).map(([, quantity]) => quantity)).toString();
        expect(total(/^(uncached_input|cache_)/)).toBe(String(sum(fresh) + sum(read) + written));
        expect(total(/^output/)).toBe(String(sum(output)));
        expect(new Set(parts.map(([meter]) => meter)).size).toBe(parts.length);
      }),
    );
  });

  test("a record whose parts do not sum to its input is rejected, whatever the difference", () => {
    fc.assert(
      fc.property(modalities, modalities, natural, fc.integer({ min: 1, max: 1000 }), (fresh, read, written, off) => {
        const counts = countsFrom(fresh, read, written, [0, 0, 0]);
        const broken = { ...counts, input: (counts.input ?? Decimal.zero).add(Decimal.fromInteger(off)) };
        expect(tokenParts(broken)).toMatch(/^input_tokens \d+ is not input_cached_tokens/);
      }),
    );
  });

  test("the total alone is the group `input`: what of it was cached is not known", () => {
    const counts = { input: count(31_422), uncached: null, cached: null, written: null, output: count(29) };
    const parts = tokenParts({ ...counts, uncachedBy: none, cachedBy: none, outputBy: none });
    expect([...parts].map(String)).toEqual(["input,31422", "output,29"]);
  });

  test("tokens that no column holds are not taken for any other", () => {
    const counts = { input: count(1000), uncached: count(500), cached: count(300), written: null, output: null };
    expect(tokenParts({ ...counts, uncachedBy: none, cachedBy: none, outputBy: none })).toContain(
      "the 200 missing may be cache writes",
    );
  });
});

describe("the service tier of a usage row", () => {
  const tier = (batch: string, serviceTier: string) => {
    const columns = columnsOf(["start_time", "end_time", "batch", "service_tier", "input_tokens", "output_tokens"]);
    const rows = [{ line: 2, cells: ["1788134400", "1788220800", batch, serviceTier, "5", ""] }];
    return linesOf(openaiUsageCsv.read(rows, columns))[0]?.serviceTier;
  };

  test.each([
    ["True", "default", "batch"],
    ["true", "", "batch"],
    ["False", "default", "standard"],
    ["False", "flex", "flex"],
    ["", "priority", "priority"],
    ["False", "incentivized-tier", "free"],
    ["False", "turbo", "turbo"],
    ["False", "", undefined],
    ["", "default", undefined],
    ["", "", undefined],
  ])("batch %j with service_tier %j is %s", (batch, serviceTier, expected) => {
    expect(tier(batch, serviceTier)).toBe(expected);
  });
});

describe("what OpenAI's usage exports can state", () => {
  test("the completions export holds tokens and nothing else", () => {
    const stated = ["uncached_input", "output_audio", "cache_write", "image", "web_search", "character"].filter(
      (meter) => openaiUsageCsv.states(meter, "standard"),
    );
    expect(stated).toEqual(["uncached_input", "output_audio", "cache_write"]);
  });

  test("the Usage API holds counts of its other kinds too, but no storage", () => {
    const stated = ["output", "image", "web_search", "storage_gib_second"].filter((m) =>
      openaiUsageJson.states(m, "standard"),
    );
    expect(stated).toEqual(["output", "image", "web_search"]);
  });
});
