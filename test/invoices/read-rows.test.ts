import { describe, expect, test } from "vitest";
import { columnsOf, detectFormat, INVOICE_FORMATS, type RowOutcome } from "../../src/invoices/index.js";

describe("a file that comes in chunks", () => {
  const header = [
    "start_time",
    "end_time",
    "amount_value",
    "amount_currency",
    "quantity",
    "quantity_unit",
    "line_item",
    "floor",
  ];
  const row = (line: number, unit: string) => ({
    line,
    cells: ["1788134400", "1788220800", "1", "usd", "7", unit, "gpt-5.4, output", "3"],
  });
  const rows = [row(2, "tokens"), row(3, "furlongs"), row(4, "furlongs"), row(5, "leagues")];
  const read = (chunks: (typeof rows)[]): RowOutcome[] => {
    const columns = columnsOf(header);
    const format = detectFormat(columns);
    return chunks.flatMap((chunk) => [...(format?.read(chunk, columns) ?? [])]);
  };
  const notes = (outcomes: RowOutcome[]) =>
    outcomes.flatMap((outcome) => (outcome.kind === "note" ? [outcome.text] : []));
  const others = (outcomes: RowOutcome[]) => outcomes.filter((outcome) => outcome.kind !== "note");

  test("is read as in one piece, and told once what there is to note", () => {
    const whole = read([rows]);
    const parts = read([rows.slice(0, 2), [], rows.slice(2, 3), rows.slice(3)]);
    expect(notes(whole)).toEqual([
      expect.stringContaining('"floor"'),
      expect.stringContaining('"furlongs"'),
      expect.stringContaining('"leagues"'),
    ]);
    expect(notes(parts)).toEqual(notes(whole));
    expect(others(parts)).toEqual(others(whole));
  });

  test("tells the next file of the same shape the same", () => {
    expect(notes(read([rows]))).toEqual(notes(read([rows])));
    expect(notes(read([rows]))).toHaveLength(3);
  });
});

describe("the list of formats", () => {
  test("has each id once, in the words that a command line takes", () => {
    const ids = INVOICE_FORMATS.map((format) => format.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  test("knows every column that it needs", () => {
    for (const format of INVOICE_FORMATS) {
      if (format.shape === "csv") expect(format.knows).toEqual(expect.arrayContaining([...format.needs]));
    }
  });
});
