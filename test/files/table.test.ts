import { describe, expect, it } from "vitest";
import { type OpenOptions, openTable } from "../../src/files/index.js";
import { temporaryFile } from "./temporary-folder.js";

async function read(content: string | Uint8Array, options: OpenOptions = {}) {
  const table = await openTable(temporaryFile(content, "invoice.csv"), options);
  const rows: { line: number; cells: readonly string[] }[] = [];
  const rejected: { line: number; reason: string }[] = [];
  for await (const chunk of table.rows) {
    rows.push(...chunk.rows);
    rejected.push(...chunk.rejected);
  }
  return { table, header: table.header, rows, rejected };
}

describe("reading a table", () => {
  it("gives each record its cells and the line that it starts on", async () => {
    const { header, rows, rejected } = await read("day,model,amount\n2026-10-01,gpt-5.4,1.25\n2026-10-02,o3,0.75\n");
    expect(header).toEqual(["day", "model", "amount"]);
    expect(rows).toEqual([
      { line: 2, cells: ["2026-10-01", "gpt-5.4", "1.25"] },
      { line: 3, cells: ["2026-10-02", "o3", "0.75"] },
    ]);
    expect(rejected).toEqual([]);
  });

  it("reads quotes as RFC 4180 has them: delimiters, line ends and doubled quotes are text", async () => {
    const { rows } = await read('item,note,amount\n"gpt-5-nano, input","say ""hi""\r\ntwice",3\nplain,,4\n');
    expect(rows).toEqual([
      { line: 2, cells: ["gpt-5-nano, input", 'say "hi"\r\ntwice', "3"] },
      { line: 4, cells: ["plain", "", "4"] },
    ]);
  });

  it("takes CRLF, blank lines, a last line without an end, and a quote within a bare cell as they are meant", async () => {
    const { rows } = await read('a,b\r\n\r\n5" disk,x\r\n"quoted" ,y\r\nlast,z');
    expect(rows).toEqual([
      { line: 3, cells: ['5" disk', "x"] },
      { line: 4, cells: ["quoted", "y"] },
      { line: 5, cells: ["last", "z"] },
    ]);
  });

  it.each([
    ["semicolons", "day;amount\n2026-10-01;1,25\n2026-10-02;0,75\n", ";"],
    ["tabs", "day\tamount\n2026-10-01\t1,25\n2026-10-02\t0,75\n", "\t"],
    ["commas", "day,note\n2026-10-01,a;b\n2026-10-02,c;d;e\n", ","],
    ["what Excel's own line says", "sep=;\nday;amount\n2026-10-01;1\n", ";"],
  ])("finds %s by itself", async (_, content, delimiter) => {
    const { table, rows } = await read(content);
    expect(table.delimiter).toBe(delimiter);
    expect(table.header).toHaveLength(2);
    expect(rows[0]?.cells[0]).toBe("2026-10-01");
  });

  it("finds the header below title lines and keeps those apart", async () => {
    const content =
      "Invoice number,INV-7\nTotal amount due,$5.72\n\nService,SKU,Cost ($)\nVertex,ABC,1.00\nVertex,DEF,4.72\n";
    const { table, rows } = await read(content);
    expect(table.header).toEqual(["Service", "SKU", "Cost ($)"]);
    expect(table.headerLine).toBe(4);
    expect(table.preamble.map((row) => row.cells)).toEqual([
      ["Invoice number", "INV-7"],
      ["Total amount due", "$5.72"],
    ]);
    expect(rows.map((row) => row.line)).toEqual([5, 6]);
  });

  it("reads a header without rows", async () => {
    const { header, rows } = await read("start_time,end_time,amount_value\n");
    expect(header).toEqual(["start_time", "end_time", "amount_value"]);
    expect(rows).toEqual([]);
  });

  it("drops surplus empty cells and rejects a row that has more than the header", async () => {
    const { rows, rejected } = await read("day,amount\n2026-10-01,1.25,,\n2026-10-02,1,234.50\n2026-10-03,7\n");
    expect(rows).toEqual([
      { line: 2, cells: ["2026-10-01", "1.25"] },
      { line: 4, cells: ["2026-10-03", "7"] },
    ]);
    expect(rejected).toEqual([{ line: 3, reason: expect.stringMatching(/3 cells and the header 2/) }]);
  });
});

describe("a record whose quotes are broken", () => {
  it("is rejected where its quote opens when the file ends in it, and reading goes on at the next line", async () => {
    const { rows, rejected } = await read('a,b\n1,"never closed\n2,x\n3,y\n');
    expect(rejected).toEqual([{ line: 2, reason: expect.stringMatching(/not closed before the end of the file/) }]);
    expect(rows.map((row) => row.line)).toEqual([3, 4]);
  });

  it("is rejected when it runs over 100 lines, and one of 100 lines is not", async () => {
    const filler = (count: number) => Array.from({ length: count }, (_, n) => `text ${n}`).join("\n");
    const whole = await read(`a,b\n1,"${filler(100)}"\n2,x\n`);
    expect(whole.rejected).toEqual([]);
    expect(whole.rows.map((row) => row.line)).toEqual([2, 102]);
    const broken = await read(`a,b\n1,"${filler(101)}"\n2,x\n`);
    expect(broken.rejected[0]).toEqual({ line: 2, reason: expect.stringMatching(/not closed within 100 lines/) });
    expect(broken.rows.at(-1)).toEqual({ line: 103, cells: ["2", "x"] });
  });

  it("does not swallow good lines up to the next quote in the file", async () => {
    const { rows, rejected } = await read('a,b\n1,"oops\n2,x\n3,"fine, quoted"\n4,z\n');
    expect(rejected.map(({ line }) => line)).toEqual([2]);
    expect(rows).toEqual([
      { line: 3, cells: ["2", "x"] },
      { line: 4, cells: ["3", "fine, quoted"] },
      { line: 5, cells: ["4", "z"] },
    ]);
  });

  it("is rejected when it closes by accident and makes a record of another width", async () => {
    const { rows, rejected } = await read('a,b,c\n1,"oops,x\n2,y,z\nu",v,w\n4,p,q\n');
    expect(rejected).toEqual([{ line: 2, reason: expect.stringMatching(/record of 4 cells; the header has 3/) }]);
    expect(rows.map((row) => row.line)).toEqual([3, 4, 5]);
  });

  it("names the line of the quote, not of the record", async () => {
    const { rejected } = await read('a,b\n"one\ntwo","three\nfour\n');
    expect(rejected[0]).toEqual({ line: 3, reason: expect.stringMatching(/not closed/) });
  });
});

describe("a table of any size", () => {
  const line = (n: number) => `${n},"model, ${n}",${n}.5\n`;
  const lines = Array.from({ length: 30_000 }, (_, n) => line(n + 2)).join("");

  it("is the same across the edges of the blocks that it is read in", async () => {
    const { rows, rejected } = await read(`n,model,amount\n${lines}`);
    expect(rejected).toEqual([]);
    expect(rows).toHaveLength(30_000);
    expect(rows.every(({ line, cells }) => cells[0] === String(line) && cells[1] === `model, ${line}`)).toBe(true);
  });

  it("loses one line that is too long, and only that", async () => {
    const { rows, rejected } = await read(`a,b\n1,x\n2,${"y".repeat(5_000_000)}\n3,z\n`);
    expect(rejected).toEqual([{ line: 3, reason: expect.stringMatching(/too long/) }]);
    expect(rows.map((row) => row.line)).toEqual([2, 4]);
  });
});
