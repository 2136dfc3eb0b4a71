import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../src/reports/json-text.js";
import { terminalLines, terminalText } from "../../src/reports/terminal-text.js";

describe("text from a file on a terminal", () => {
  it("shows an escape sequence instead of obeying it", () => {
    expect(terminalText("gpt\u001b[2J\u001b]0;title\u0007")).toBe("gpt\\u{1b}[2J\\u{1b}]0;title\\u{7}");
    expect(terminalText("\u009b31m")).toBe("\\u{9b}31m");
  });

  it("shows what would reorder or hide letters", () => {
    expect(terminalText("gpt\u202etxt\u200b\u00ad\ufeff")).toBe("gpt\\u{202e}txt\\u{200b}\\u{ad}\\u{feff}");
  });

  it("stays on its line, or on its lines where lines are meant", () => {
    expect(terminalText("a\r\n\tb\u2028")).toBe("a\\r\\n\\tb\\u{2028}");
    expect(terminalLines("a\r\n\tb")).toBe("a\\r\n\\tb");
  });

  it("leaves every letter of every script as it is", () => {
    const text = "Größe 模型 модель 🦙 — “quoted” ½ é";
    expect(terminalText(text)).toBe(text);
  });

  it("never holds a control character, whatever came in", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/[\p{Cc}\p{Cf}]/u.test(terminalText(text))));
  });
});

describe("the text of a JSON document", () => {
  it("means what the document means, with nothing in it that a terminal obeys", () => {
    const document = { schema: "aimodels/x/v1", name: "a\u001b[2J\u202eb\u{e0041}" };
    expect(JSON.parse(jsonText(document))).toEqual(document);
    expect(jsonText(document)).not.toMatch(/[\p{Cf}]|[^\P{Cc}\n]/u);
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => JSON.parse(jsonText(text)) === text));
  });

  it("ends with a newline and is indented, for diffs", () => {
    expect(jsonText({ schema: "s", models: [] })).toBe('{\n  "schema": "s",\n  "models": []\n}\n');
  });
});
