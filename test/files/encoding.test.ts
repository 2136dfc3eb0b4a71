import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { gunzip } from "../../src/files/gzip.js";
import { openRecords, openTable, openText } from "../../src/files/index.js";
import { temporaryFile } from "./temporary-folder.js";

const TEXT = "modèle,montant\nçlaude,1\nπ,2\n";

async function table(content: Uint8Array | string, name = "invoice.csv") {
  const opened = await openTable(temporaryFile(content, name));
  const rows: (readonly string[])[] = [];
  const rejected: { line: number; reason: string }[] = [];
  for await (const chunk of opened.rows) {
    rows.push(...chunk.rows.map((row) => row.cells));
    rejected.push(...chunk.rejected);
  }
  return { ...opened, rows, rejected, encoding: opened.encoding(), sha256: opened.sha256() };
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

describe("the encoding of a file", () => {
  it.each([
    ["UTF-8", Buffer.from(TEXT), "utf-8"],
    ["UTF-8 with a byte order mark", Buffer.from(`\u{feff}${TEXT}`), "utf-8"],
    ["UTF-16 LE with a mark", Buffer.from(`\u{feff}${TEXT}`, "utf16le"), "utf-16le"],
    ["UTF-16 BE with a mark", bigEndian(`\u{feff}${TEXT}`), "utf-16be"],
    ["UTF-16 LE without a mark", Buffer.from(TEXT, "utf16le"), "utf-16le"],
    ["UTF-16 BE without a mark", bigEndian(TEXT), "utf-16be"],
  ])("is found: %s", async (_, bytes, encoding) => {
    const read = await table(bytes);
    expect(read.header).toEqual(["modèle", "montant"]);
    expect(read.rows).toEqual([
      ["çlaude", "1"],
      ["π", "2"],
    ]);
    expect(read.encoding).toBe(encoding);
    expect(read.notes).toEqual([]);
  });

  it("falls back to Windows-1252 where the bytes are no UTF-8, and says so", async () => {
    const read = await table(Buffer.from("modèle,prix €\nçlaude,1\n".replace("€", "\u{80}"), "latin1"));
    expect(read.header).toEqual(["modèle", "prix €"]);
    expect(read.encoding).toBe("windows-1252");
    expect(read.notes).toEqual([expect.stringMatching(/not UTF-8.*Windows-1252/)]);
  });

  it("stays with UTF-8 where only a byte is damaged, and says so", async () => {
    const good = `modèle,montant\n${"çlaude,1\n".repeat(20_000)}`;
    const read = await table(Buffer.concat([Buffer.from(good), Buffer.from([0x62, 0xff, 0x2c, 0x33, 0x0a])]));
    expect(read.rows.at(-1)).toEqual(["b\u{fffd}", "3"]);
    expect(read.notes).toEqual([expect.stringMatching(/not valid UTF-8/)]);
  });

  it("reads line ends of old Macintosh programs", async () => {
    expect((await table("a,b\r1,2\r3,4\r")).rows).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });
});

describe("a compressed file", () => {
  it("is known by its first bytes, whatever its name, and hashed as it lies on disk", async () => {
    const bytes = gzipSync(TEXT);
    const read = await table(bytes, "export.csv");
    expect(read.rows).toHaveLength(2);
    expect(read.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("is read over all its members", async () => {
    expect((await table(Buffer.concat([gzipSync("a,b\n1,2\n"), gzipSync("3,4\n")]))).rows).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("gives what stands before the place where it is cut off, and one reject that says so", async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `${n},${(n * 7919) % 10_007}\n`).join("");
    const whole = gzipSync(`a,b\n${lines}`);
    const read = await table(whole.subarray(0, whole.length - 1000));
    expect(read.rows.length).toBeGreaterThan(15_000);
    expect(read.rejected).toEqual([{ line: expect.any(Number), reason: expect.stringMatching(/cut off/) }]);
  });

  it("is refused when it is a bomb", async () => {
    async function* bytes() {
      yield gzipSync(Buffer.alloc(50_000_000));
    }
    const drain = async () => {
      for await (const _ of gunzip("bomb.gz", bytes(), { ratio: 200, bytes: 10_000_000 }));
    };
    await expect(drain()).rejects.toThrow(/compressed text.*grows \d+ times/);
  });
});

describe("a file that is no text", () => {
  it.each([
    ["an Excel workbook", Buffer.from("PK\u{3}\u{4}rest"), /XLSX/, /save the sheet as CSV/],
    ["a PDF", Buffer.from("%PDF-1.7 …"), /PDF/, /download the CSV export/],
    ["other binary data", Buffer.from([1, 2, 0, 3, 4, 5, 0, 0, 9]), /binary data/, /export it as CSV/],
    ["nothing at all", Buffer.alloc(0), /an empty one/, /export it again/],
    ["blank lines", Buffer.from("\n \r\n\n"), /an empty one/, /export it again/],
  ])("is refused with what to do: %s", async (_, bytes, found, remedy) => {
    const opening = openTable(temporaryFile(bytes, "invoice.csv"));
    await expect(opening).rejects.toThrow(found);
    await expect(opening).rejects.toMatchObject({ remedy: expect.stringMatching(remedy) });
  });

  it("is refused as a directory, and as a name that is nearly right", async () => {
    const path = temporaryFile("a,b\n", "invoice-2026-10.csv");
    const folder = path.slice(0, path.lastIndexOf("/"));
    await expect(openText(folder)).rejects.toThrow(/found a directory/);
    await expect(openText(path.replace("2026-10", "2026-1"))).rejects.toMatchObject({
      remedy: expect.stringContaining("invoice-2026-10.csv"),
    });
  });

  it("reads standard input for -", async () => {
    async function* stdin() {
      yield Buffer.from('{"a":1}\n{"a"');
      yield Buffer.from(":2}\n");
    }
    const records = await openRecords("-", { stdin: stdin() });
    const values: unknown[] = [];
    for await (const chunk of records.chunks) values.push(...chunk.records.map((record) => record.value));
    expect(values).toEqual([{ a: 1 }, { a: 2 }]);
  });
});
