import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { decimal } from "../../src/money/index.js";
import { csvText } from "../../src/reports/csv-text.js";
import { markdownTable, markdownText } from "../../src/reports/markdown-text.js";

describe("CSV", () => {
  it("is read back by another parser cell by cell", () => {
    const cells = fc.array(
      fc.string().map((text) => `x${text}`),
      { minLength: 2, maxLength: 2 },
    );
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), (rows) => {
        const parsed = Papa.parse<string[]>(csvText(["a", "b"], rows).trimEnd(), { delimiter: ",", newline: "\n" });
        expect(parsed.data.map((row) => row.map((cell) => cell.trimEnd()))).toEqual(
          [["a", "b"], ...rows].map((row) => row.map((cell) => cell.trimEnd())),
        );
      }),
    );
  });

  it("disarms text that a spreadsheet would run as a formula, and no number", () => {
    const armed = ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", " =1", "\tx", "＝1"];
    expect(
      csvText(
        ["a"],
        armed.map((cell) => [cell]),
      ),
    ).toBe(
      ["a", "'=cmd|' /C calc'!A0", "'+1", "'-1+2", "'@SUM(A1)", '"\' =1"', "'\tx", "'＝1", ""]
        .join("\n")
        .replace('"\' =1"', "' =1"),
    );
    expect(csvText(["a"], [[decimal("-12.50")], [null], [0]])).toBe("a\n-12.5\n\n0\n");
  });
});

describe("Markdown", () => {
  it("shows text from a file and does nothing else with it", () => {
    expect(markdownText("a|b [x](http://e.vil) <img src=x> *b* `c`\n# d @someone")).toBe(
      "a\\|b \\[x\\](http&#58;//e.vil) &lt;img src=x&gt; \\*b\\* \\`c\\` # d &#64;someone",
    );
  });

  it("draws the columns and rows of a table", () => {
    const columns = [{ header: "MODEL" }, { header: "PRICE", align: "right" as const }];
    expect(markdownTable(columns, [{ cells: ["gpt_5", "1.00"] }, { cells: [{ text: "total" }] }])).toBe(
      "| MODEL | PRICE |\n| --- | --: |\n| gpt\\_5 | 1.00 |\n| total |  |\n",
    );
  });
});
