import { describe, expect, test } from "vitest";
import { columnsOf, detectFormat, INVOICE_FORMATS, unknownFormat } from "../../src/invoices/index.js";
import { outcomesAsText, readCsv, readFixture } from "./read-fixture.js";

const detected = (header: string) => detectFormat(columnsOf(header.split(",")))?.id;

describe("a format is found by its header", () => {
  test.each([
    ["openai-cost-csv", "start_time,end_time,amount_value,amount_currency,line_item,project_id"],
    ["openai-cost-csv", "start_time,end_time,start_time_iso,end_time_iso"],
    ["openai-usage-csv", "start_time,end_time,model,input_tokens,output_tokens"],
    ["anthropic-cost-csv", "usage_date_utc,model,workspace,api_key,usage_type,token_type,cost_usd"],
    ["anthropic-tokens-csv", "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens"],
    ["anthropic-tokens-csv", "Usage Date (UTC),Model,Input Tokens,Output Tokens"],
  ])("%s: %s", (id, header) => {
    expect(detected(header)).toBe(id);
    expect(detected(header.toUpperCase())).toBe(id);
    expect(
      detected(
        `Cost centre,${header.split(",").reverse().join(",")}`.replace("Cost centre,end_time_iso", "end_time_iso"),
      ),
    ).toBe(id);
  });

  test.each([
    "",
    "a,b",
    "start_time,end_time",
    "start_time,end_time,start_time_iso,end_time_iso,x",
    "usage_date_utc,model,cost_usd",
  ])("no format is taken for %j", (header) => {
    expect(detected(header)).toBeUndefined();
  });
});

describe("a format is found by the shape of its document", () => {
  test.each([
    ["openai-costs-json", { object: "page", data: [], has_more: false }],
    ["openai-costs-json", { object: "bucket", start_time: 1788134400, end_time: 1788220800, results: [] }],
    ["openai-costs-json", [{ start_time: 1788134400, end_time: 1788220800, results: [{ amount: { value: "1" } }] }]],
    ["openai-usage-json", [{ start_time: 1788134400, results: [{ object: "organization.usage.images.result" }] }]],
    ["anthropic-cost-json", { data: [{ starting_at: "2026-08-01T00:00:00Z", results: [{ amount: "1" }] }] }],
    ["anthropic-cost-json", { data: [], has_more: false, next_page: null }],
    ["anthropic-usage-json", { data: [{ starting_at: "2026-08-01T00:00:00Z", results: [{ output_tokens: 1 }] }] }],
  ])("%s", (id, document) => {
    expect(detectFormat(document)?.id).toBe(id);
  });

  test.each([[null], [[]], ["text"], [true], [{}], [{ data: [{}] }], [{ data: [1] }], [[[]]], [{ results: [] }]])(
    "no format is taken for %j",
    (document) => {
      expect(detectFormat(document)).toBeUndefined();
    },
  );
});

describe("a file in no known format is told what it is and what is known", () => {
  test("with the header found, the nearest format, what that lacks, and every format", () => {
    const message = unknownFormat(columnsOf(["usage_date_utc", "model", "workspace", "total"]));
    expect(message).toContain('its header is "usage_date_utc", "model", "workspace", "total"');
    expect(message).toContain(
      'nearest to anthropic-cost-csv: it shares 3 of its columns, and lacks "token_type", "cost_usd"',
    );
    for (const { id } of INVOICE_FORMATS) expect(message).toContain(id);
    expect(message).toContain("--from");
  });

  test("without a nearest format where no column is shared, and without e-mail addresses", () => {
    const message = unknownFormat(columnsOf(["ada@example.com", "b"]));
    expect(message).toContain('its header is "(e-mail address)", "b". Known formats');
  });

  test("a JSON document is described by its keys, hundreds of columns by the first forty", () => {
    expect(unknownFormat({ lines: [], total: 3 })).toContain('a JSON object with the keys "lines", "total"');
    expect(unknownFormat(columnsOf(Array.from({ length: 300 }, (_, index) => `c${index}`)))).toContain(
      '"c39" and 260 more',
    );
  });
});

describe("what detection promises, reading keeps", () => {
  test("the order and the letter case of the columns change nothing", () => {
    const rows = [
      ["start_time", "end_time", "amount_value", "amount_currency", "line_item", "project_id"],
      ["1788134400", "1788220800", "1.25", "usd", '"gpt-5.4, output"', "proj_atlas"],
    ];
    const turned = rows.map((cells, line) =>
      [...cells].reverse().map((cell) => (line === 0 ? cell.toUpperCase() : cell)),
    );
    const asCsv = (table: string[][]) => table.map((cells) => cells.join(",")).join("\n");
    expect(outcomesAsText(readCsv(asCsv(turned)))).toBe(outcomesAsText(readCsv(asCsv(rows))));
  });

  test.each(["openai/cost-2026-08.csv", "openai/cost-hostile.csv", "openai/costs-pages.json"])(
    "no e-mail address of %s comes out",
    (name) => {
      expect(outcomesAsText(readFixture(name))).not.toContain("example.com");
    },
  );
});
