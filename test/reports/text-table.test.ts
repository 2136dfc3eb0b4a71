import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Column, type TableRow, textTable } from "../../src/reports/text-table.js";
import { widthOf, wrapText } from "../../src/reports/wrap-text.js";

const COLUMNS: Column[] = [
  { header: "MODEL", least: 10 },
  { header: "PRICE", align: "right" },
  { header: "NOTE", least: 8, leave: 1 },
];
const ROWS: TableRow[] = [
  { cells: ["bedrock/anthropic.claude-haiku-4-5-v1:0", "1.00", "one source only, checked by hand"] },
  { cells: [{ text: "total", style: "bold" }, "1,234.00", ""], rule: true },
];

function drawn(width: number, color = false): string[] {
  return textTable(COLUMNS, ROWS, { width, color }).trimEnd().split("\n");
}

describe("a table", () => {
  it("is as wide as its content where there is room, with numbers to the right", () => {
    expect(drawn(120)).toEqual([
      "MODEL                                       PRICE  NOTE",
      "bedrock/anthropic.claude-haiku-4-5-v1:0      1.00  one source only, checked by hand",
      "─".repeat(83),
      "total                                    1,234.00",
    ]);
  });

  it("wraps text where there is less, and loses none of it", () => {
    expect(drawn(50)).toEqual([
      "MODEL                   PRICE  NOTE",
      "bedrock/anthropic.       1.00  one source only,",
      "claude-haiku-4-5-              checked by hand",
      "v1:0",
      "──────────────────────────────────────────────────",
      "total                1,234.00",
    ]);
  });

  it("leaves out what may be left out only where wrapping is not enough", () => {
    expect(drawn(26)[0]).toBe("MODEL                PRICE");
  });

  it("keeps to the terminal's width, in columns and not in letters", () => {
    const words = fc.string({ unit: fc.constantFrom("a", "模", "é", "e\u0301", " ", "🦙", "🇩🇪", "-"), maxLength: 60 });
    fc.assert(
      fc.property(words, words, fc.integer({ min: 30, max: 100 }), (name, note, width) => {
        const text = textTable(COLUMNS, [{ cells: [name, "1,234.00", note] }], { width, color: false });
        expect(Math.max(...text.split("\n").map(widthOf))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it("escapes what its cells bring along, and colours only what it is told to", () => {
    const rows = [{ cells: ["\u001b[31mred", { text: "9", style: "red" as const }, "a\nb"] }];
    const text = textTable(COLUMNS, rows, { width: 80, color: true });
    expect(text).toContain("\\u{1b}[31mred");
    expect(text).toContain("\u001b[31m9\u001b[39m");
    expect(text).toContain("a\\nb");
    expect(textTable(COLUMNS, rows, { width: 80, color: false })).not.toContain("\u001b");
  });
});

describe("wrapped text", () => {
  it("keeps every letter, in order", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 40 }), (text, width) => {
        expect(wrapText(text, width).join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    );
  });

  it("cuts no flag and no letter from its marks", () => {
    expect(wrapText("🇩🇪🇫🇷🇪🇸", 2)).toEqual(["🇩🇪", "🇫🇷", "🇪🇸"]);
    expect(wrapText("e\u0301e\u0301e\u0301", 1)).toEqual(["e\u0301", "e\u0301", "e\u0301"]);
  });

  it("measures long text as it measures short text", () => {
    expect(widthOf("模e\u0301".repeat(400))).toBe(1200);
    expect(widthOf(`e${"\u0301".repeat(600)}`)).toBe(1);
  });

  it("breaks wide writing without blanks at the width, and names after their marks", () => {
    expect(wrapText("通义千问大模型", 6)).toEqual(["通义千", "问大模", "型"]);
    expect(wrapText("vendor/model-name", 9)).toEqual(["vendor/", "model-", "name"]);
  });
});
