import { describe, expect, test } from "vitest";
import { columnNotes, columnsOf } from "../../src/invoices/index.js";

describe("columns are found by name", () => {
  const columns = columnsOf(['\uFEFF"Amount_Value"', " line_item ", "", "Line_Item", "'quantity'"]);

  test("whatever the letter case, the outer blanks, the quotes and the byte order mark", () => {
    expect(["amount_value", "LINE_ITEM ", "quantity"].map((name) => columns.index(name))).toEqual([0, 1, 4]);
  });

  test("a name that is not there has the index -1, also one that every object has", () => {
    expect(["amount", "constructor", "__proto__"].map((name) => columns.index(name))).toEqual([-1, -1, -1]);
  });

  test("names keep their spelling for messages", () => {
    expect(columns.header).toEqual(["Amount_Value", "line_item", "", "Line_Item", "quantity"]);
  });

  test("columns that are not read and names that stand twice are noted", () => {
    expect(columnNotes(columns, ["amount_value", "line_item"])).toEqual([
      'columns that this format does not know were not read: "quantity"',
      'columns that stand twice in the header were read where they stand first: "line_item"',
    ]);
  });
});
