import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { CsvRecordReader } from "../../src/files/csv/record-reader.js";

const DELIMITERS = [",", ";", "\t"];
const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc
    .array(fc.constantFrom(",", ";", "\t", '"', "\n", "\r\n", " ", "a", "é", "7"), { maxLength: 6 })
    .map((parts) => parts.join("")),
);
const records = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });

/** The text in blocks of whole lines, cut where the choices say. */
function blocksOf(text: string, choices: readonly boolean[]): string[] {
  const blocks: string[] = [""];
  for (const [place, line] of text.split(/(?<=\n)/).entries()) {
    blocks[blocks.length - 1] += line;
    if (choices[place % choices.length]) blocks.push("");
  }
  return blocks;
}

function read(blocks: readonly string[], delimiter: string) {
  const reader = new CsvRecordReader(delimiter);
  const chunks = [...blocks.map((block) => reader.read(block, false)), reader.read("", true)];
  return { rows: chunks.flatMap((chunk) => chunk.rows), rejected: chunks.flatMap((chunk) => chunk.rejected) };
}

describe("records of a delimited text", () => {
  it("come back as another program wrote them, however the text is cut into blocks", () => {
    const cuts = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(records, fc.constantFrom(...DELIMITERS), cuts, fc.boolean(), (rows, delimiter, choices, quotes) => {
        const text = `${Papa.unparse(rows, { delimiter, quotes, newline: "\n" })}\n`;
        const { rows: found, rejected } = read(blocksOf(text, choices), delimiter);
        expect(rejected).toEqual([]);
        expect(found.map((row) => row.cells)).toEqual(rows);
      }),
    );
  });

  it("lose no line: each is a part of a record, blank, or of a record that is rejected", () => {
    const line = fc
      .array(fc.constantFrom(",", '"', "a", '""', ' "', "b"), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
        const good = "good,line,of,five,cells";
        const { rows, rejected } = read([[...lines, good].join("\n")], ",");
        const last = lines.length + 1;
        expect(rows.at(-1)).toEqual({ line: last, cells: good.split(",") });
        expect(rejected.every((each) => each.line < last)).toBe(true);
        expect(rows.map((row) => row.line)).toEqual([...new Set(rows.map((row) => row.line))].sort((a, b) => a - b));
      }),
    );
  });
});
