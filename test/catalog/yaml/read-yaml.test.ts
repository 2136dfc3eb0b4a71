import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { Numeral, type YamlValue } from "../../../src/catalog/yaml/numeral.js";
import { readYaml } from "../../../src/catalog/yaml/read-yaml.js";
import { smallTexts } from "../small-catalog.js";

const read = (text: string) => readYaml("a.yaml", text);
const places = (text: string) =>
  read(text).findings.map(({ position, message }) => `${position.line}:${position.column} ${message}`);

function object(text: string): { readonly [key: string]: YamlValue } {
  const { data, findings } = read(text);
  expect(findings).toEqual([]);
  if (typeof data !== "object" || data === null || Array.isArray(data) || data instanceof Numeral)
    throw new Error(text);
  return data as { readonly [key: string]: YamlValue };
}

describe("numbers of a file", () => {
  it.each([
    ["3.00", "3"],
    ["1e-7", "0.0000001"],
    ["0.12345678901234567890123456789", "0.12345678901234567890123456789"],
    ["1000000", "1000000"],
    [".5", "0.5"],
    ["-2", "-2"],
  ])("reads %s exactly from its text", (text, value) => {
    const { a } = object(`a: ${text}`);
    expect(a).toBeInstanceOf(Numeral);
    expect(a instanceof Numeral && [a.text, a.value.toString()]).toEqual([text, value]);
  });

  it("keeps the value of any decimal text, however many digits it has", () => {
    const digits = fc.stringMatching(/^(0|[1-9]\d{0,30})\.\d{0,30}[1-9]$/);
    fc.assert(
      fc.property(digits, (text) => {
        const { a } = object(`a: ${text}`);
        return a instanceof Numeral && a.value.toString() === text;
      }),
    );
  });

  it.each([".inf", "-.Inf", ".nan", "0x10", "0o17", "1_000", "1_000.5"])("refuses %s, which is no decimal", (text) => {
    expect(places(`a: 1\nb: ${text}`)).toEqual([expect.stringMatching(/^2:4 expected plain decimal digits .*found/)]);
  });

  it("leaves quoted numbers, dates, times and versions as texts", () => {
    expect(object('{a: "3.0", b: 2026-10-01, c: 09:00, d: 1.2.3, e: 4-5, f: "0x10"}')).toEqual({
      ...{ a: "3.0", b: "2026-10-01", c: "09:00", d: "1.2.3", e: "4-5", f: "0x10" },
    });
  });

  it("takes the words of YAML 1.2 alone: yes and on are texts", () => {
    expect(object("{a: true, b: False, c: ~, d: null, e: yes, f: on}")).toEqual({
      ...{ a: true, b: false, c: null, d: null, e: "yes", f: "on" },
    });
  });
});

describe("positions", () => {
  it("knows line and column of every value, quotes and brackets included", () => {
    const { data, source } = read('a: "x"\nb:\n  - c: 1.50\n    d: [1, {e: 2}]\n');
    const top = data as { b: [{ d: [unknown, object] }] };
    expect(source.value(top, "a")).toEqual({ file: "a.yaml", line: 1, column: 4 });
    expect(source.value(top.b, 0)).toEqual({ file: "a.yaml", line: 3, column: 5 });
    expect(source.value(top.b[0], "c")).toEqual({ file: "a.yaml", line: 3, column: 8 });
    expect(source.of(top.b[0].d[1])).toEqual({ file: "a.yaml", line: 4, column: 12 });
    expect(source.key(top.b[0].d[1], "e")).toEqual({ file: "a.yaml", line: 4, column: 13 });
  });

  it("counts lines in files with Windows line ends", () => {
    const { data, source } = read("a: 1\r\nb: 2\r\n");
    expect(source.value(data as object, "b")).toEqual({ file: "a.yaml", line: 2, column: 4 });
  });
});

describe("what a file must not hold", () => {
  it("reports every syntax error, not only the first", () => {
    const found = read("a: [1, 2\nb: 'x\nc: }\n").findings;
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found.map((finding) => finding.rule))).toEqual(new Set(["yaml"]));
    expect(found.every((finding) => finding.remedy !== "")).toBe(true);
  });

  it("reports each key that stands twice, and where it stood first", () => {
    expect(places("a: 1\nb: 2\na: 3\nb: 4\n")).toEqual([
      "3:1 the key a stands here a second time, first on line 1",
      "4:1 the key b stands here a second time, first on line 2",
    ]);
  });

  it.each(["__proto__", "constructor", "prototype"])("refuses the key %s and changes no object by it", (key) => {
    const { data, findings } = read(`${key}: {polluted: true}\na: 1\n`);
    expect(findings.map((finding) => finding.message)).toEqual([`the key ${key} is reserved`]);
    expect(Object.keys(data as object)).toEqual(["a"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("stops at an alias bomb", () => {
    const levels = Array.from({ length: 20 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`);
    const { data, findings } = read(["l0: &l0 [x, y]", ...levels].join("\n"));
    expect(data).toBeUndefined();
    expect(findings.map((finding) => finding.message)).toEqual(["aliases repeat more than 10000 values in this file"]);
  });

  it("reads a plain alias as what it stands for", () => {
    expect(object("a: &x {b: 1.5}\nc: *x\n").c).toEqual(object("c: {b: 1.5}").c);
  });

  it("refuses an alias into itself or to nowhere", () => {
    expect(places("a: &x [*x]")).toEqual([expect.stringContaining("leads nowhere or into itself")]);
    expect(places("a: *y")).toHaveLength(1);
  });

  it("refuses tags, a second document and keys that are lists", () => {
    expect(places("a: !!int 3")).toEqual(["1:4 expected no tag, found one"]);
    expect(places("a: 1\n---\nb: 2\n")).toEqual(["3:1 expected one document a file, found another"]);
    expect(places("? [a]\n: b\n")).toEqual(["1:3 expected a word as key, found a list, a map or an alias"]);
  });

  it("refuses texts of over two million characters and nesting without end", () => {
    expect(places(`a: ${"x".repeat(2_000_000)}`)).toEqual([
      "1:1 expected at most 2000000 characters in a file, found 2000003",
    ]);
    expect(read("[".repeat(5000)).data).toBeUndefined();
    expect(read("[".repeat(5000)).findings).toHaveLength(1);
  });

  it("reads an empty file as nothing", () => {
    expect(read("").data).toBeNull();
    expect(read("# only a comment\n").data).toBeNull();
  });
});

describe("the two YAML packages", () => {
  /** As the package yaml reads it, with every scalar a text. */
  const asYaml = (text: string): unknown => parseDocument(text, { schema: "failsafe" }).toJS();
  const asTexts = (value: unknown): unknown => {
    if (value instanceof Numeral) return value.text;
    if (Array.isArray(value)) return value.map(asTexts);
    if (typeof value !== "object" || value === null) return String(value ?? "");
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asTexts(each)]));
  };

  it.each(smallTexts())("agree on $path", ({ path, text }) => {
    expect(asTexts(readYaml(path, text).data)).toEqual(asYaml(text));
  });

  it("agree on block texts, folded lines, quotes and comments", () => {
    const text =
      "a: |\n  one\n   two\nb: >-\n  folded\n  text\nc: 'it''s'\nd: \"tab\\t\" # comment\ne: plain\n  goes on\nf: [a,\n  b]\n";
    expect(asTexts(read(text).data)).toEqual(asYaml(text));
  });

  it("agree on any JSON document without reserved words", () => {
    const key = fc
      .stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/)
      .filter((word) => word !== "constructor" && word !== "prototype");
    const value = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 3 }, fc.string(), fc.nat(), fc.array(tie("node")), fc.dictionary(key, tie("node"))),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(key, value), (document) => {
        const text = JSON.stringify(document, null, 2);
        expect(asTexts(read(text).data)).toEqual(asTexts(document));
      }),
    );
  });
});
