import { LosslessNumber } from "lossless-json";
import { describe, expect, it } from "vitest";
import { openInput, openRecords, parseJson } from "../../src/files/index.js";
import { temporaryFile } from "./temporary-folder.js";

async function read(content: string) {
  const opened = await openRecords(temporaryFile(content, "log.txt"));
  const records: { line: number; value: unknown }[] = [];
  const rejected: { line: number; reason: string }[] = [];
  for await (const chunk of opened.chunks) {
    records.push(...chunk.records);
    rejected.push(...chunk.rejected);
  }
  return { shape: opened.shape, records, rejected };
}

describe("JSON, to the last digit", () => {
  it.each(["0.1", "1e-7", "12345678901234567890", "0.00000000000000000001", "1.0", "9007199254740993"])(
    "keeps %s as it is written",
    (text) => {
      for (const json of [`{"amount":${text}}`, `{"a":{"amount" : ${text} }}`, `[1,${text}]`, text]) {
        expect(numberIn(parseJson(json))).toBe(text);
      }
    },
  );

  it("reads whole numbers of at most 15 digits as numbers", () => {
    expect(parseJson('{"tokens":123456789012345,"at":"2026-10-03T12:34:56.789Z"}')).toEqual({
      ok: true,
      value: { tokens: 123_456_789_012_345, at: "2026-10-03T12:34:56.789Z" },
    });
  });

  it("does not let a key reach the prototype", () => {
    const parsed = parseJson('{"__proto__":{"usage":1.5},"x":0.5}');
    expect(parsed.ok && Object.getPrototypeOf(parsed.value)).toBe(Object.prototype);
  });
});

/** The source text of the one number that was kept. */
function numberIn(parsed: ReturnType<typeof parseJson>): string | undefined {
  let text: string | undefined;
  const look = (value: unknown): void => {
    if (value instanceof LosslessNumber) text = value.value;
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(look);
  };
  if (parsed.ok) look(parsed.value);
  return text;
}

describe("one value a line", () => {
  it("gives each value its line, and leaves blank lines out", async () => {
    expect(await read('{"a":1}\n\n{"a":2}\r\n{"a":3}')).toEqual({
      shape: "jsonl",
      records: [
        { line: 1, value: { a: 1 } },
        { line: 3, value: { a: 2 } },
        { line: 4, value: { a: 3 } },
      ],
      rejected: [],
    });
  });

  it("rejects a broken line with its column, shows no more of it than a character, and goes on", async () => {
    const { records, rejected } = await read('{"a":1}\n{"key": sk-secret}\n{"a":\n{"a":4}\n');
    expect(records.map(({ line }) => line)).toEqual([1, 4]);
    expect(rejected).toEqual([
      { line: 2, reason: 'column 9: expected JSON, found "s"' },
      { line: 3, reason: expect.stringMatching(/cut off/) },
    ]);
  });

  it("goes on also when the first line is the broken one", async () => {
    const { shape, records, rejected } = await read('{"a":\n{"a":2}\n{"a":3}\n');
    expect(shape).toBe("jsonl");
    expect(records.map(({ line }) => line)).toEqual([2, 3]);
    expect(rejected.map(({ line }) => line)).toEqual([1]);
  });

  it("rejects what is nested too deeply, and goes on", async () => {
    const { records, rejected } = await read(
      `{"a":1}\n{"a":0.5,"b":${"[".repeat(100_000)}${"]".repeat(100_000)}}\n{"a":3}\n`,
    );
    expect(records.map(({ line }) => line)).toEqual([1, 3]);
    expect(rejected).toEqual([{ line: 2, reason: expect.stringMatching(/nested too deeply/) }]);
  });
});

describe("whole documents", () => {
  it("reads one over many lines", async () => {
    const { shape, records } = await read('\n{\n  "data": [\n    {"cost": 0.10}\n  ]\n}\n');
    expect(shape).toBe("json");
    expect(records).toEqual([{ line: 2, value: { data: [{ cost: new LosslessNumber("0.10") }] } }]);
  });

  it("reads pages that were saved one after the other, with the line of each", async () => {
    const { records } = await read('{\n "page": 1,\n "next": "}{"\n}\n{\n "page": 2\n}{"page":\n3}');
    expect(records).toEqual([
      { line: 1, value: { page: 1, next: "}{" } },
      { line: 5, value: { page: 2 } },
      { line: 7, value: { page: 3 } },
    ]);
  });

  it("keeps the pages before one that is cut off, and says where that is", async () => {
    const { records, rejected } = await read('{\n "page": 1\n}\n{\n "page": 2,\n');
    expect(records).toHaveLength(1);
    expect(rejected).toEqual([{ line: expect.any(Number), reason: expect.stringMatching(/cut off/) }]);
  });

  it("says where a broken document stops being JSON", async () => {
    const { records, rejected } = await read('{\n "a": 1,\n "b": oops\n}\n');
    expect(records).toEqual([]);
    expect(rejected).toEqual([{ line: 3, reason: 'column 7: expected JSON, found "o"' }]);
  });
});

describe("what a file is", () => {
  it.each([
    ["table", "a,b\n1,2\n", "anything.json"],
    ["records", '{"a":1}\n{"a":2}\n', "anything.csv"],
    ["records", '[\n  {"a": 1}\n]\n', "anything.txt"],
  ])("shows in its content, not in its name: %s", async (kind, content, name) => {
    expect((await openInput(temporaryFile(content, name))).kind).toBe(kind);
  });
});
