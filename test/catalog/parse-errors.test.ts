import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCatalog } from "../../src/catalog/parse.js";
import type { Finding } from "../../src/findings/index.js";
import { smallTexts, smallTextsWith } from "./small-catalog.js";

const OPENAI = "catalog/providers/openai.yaml";
const short = ({ position: { line, column }, message }: Finding) => `${line}:${column} ${message}`;

function findingsOf(from: string, to: string, file = OPENAI): readonly Finding[] {
  return parseCatalog(smallTextsWith(file, from, to)).findings;
}

describe("what is wrong in a catalog", () => {
  it.each([
    [
      "an unknown key",
      "    batch_share: 0.5\n",
      "    batch_shar: 0.5\n",
      '24:5 unknown key "batch_shar"',
      "did you mean batch_share?",
    ],
    [
      "an unknown word",
      "status: active",
      "status: activ",
      '23:13 expected one of active, inactive, deprecated, retired, found "activ"',
      "did you mean active or inactive?",
    ],
    [
      "an unknown meter",
      "uncached_input: 2.50",
      "uncached_inpt: 2.50",
      '34:11 expected a meter, found "uncached_inpt"',
      "did you mean uncached_input?",
    ],
    [
      "an unknown group",
      "times: {tokens: 2}",
      "times: {token: 2}",
      '44:21 expected a meter or a group of meters, found "token"',
      "did you mean tokens, training_token or cache_storage_token_second?",
    ],
    [
      "an unknown currency",
      "currency: USD",
      "currency: EURO",
      '27:19 expected a word of a closed list, found "EURO"',
      "did you mean EUR?",
    ],
    [
      "a day that does not exist",
      "checked: 2026-11-20",
      "checked: 2026-02-30",
      '29:18 expected a day that exists, as YYYY-MM-DD, found "2026-02-30"',
      "docs/catalog.md lists every key with its form",
    ],
    [
      "an instant without its offset",
      "from: 2026-03-05\n        currency",
      "from: 2026-03-05T10:00\n        currency",
      '26:15 expected a day as YYYY-MM-DD, or an instant with its offset as YYYY-MM-DDTHH:MMZ, found "2026-03-05T10:00"',
      "docs/catalog.md lists every key with its form",
    ],
    [
      "a negative rate",
      "output: 15.00",
      "output: -15",
      "36:19 expected a number of 0 or more, such as 2.5, found the number -15",
      "docs/catalog.md lists every key with its form",
    ],
    [
      "a thousands separator",
      "over: 272000",
      'over: "272,000"',
      '32:24 expected a whole number of 0 or more, such as 128000, found "272,000"',
      "docs/catalog.md lists every key with its form",
    ],
    [
      "a price per nothing",
      "per: 1000000",
      "per: 0",
      "30:14 expected a number above 0, such as 1000000, found the number 0",
      "docs/catalog.md lists every key with its form",
    ],
    [
      "a number for a name",
      "model: gpt-5.4",
      "model: 5.4",
      "20:12 expected a text (quote it if it looks like a number), found the number 5.4",
      'write it in quotes: "5.4"',
    ],
    [
      "a missing key",
      "        currency: USD\n",
      "",
      '26:9 the key "currency" is missing: expected a word of a closed list',
      "add currency; docs/catalog.md lists every key with its form",
    ],
    [
      "another basis of long context",
      "basis: input",
      "basis: total",
      '32:39 expected input, found "total"',
      "write one of input",
    ],
    [
      "marginal long context",
      "scope: request}",
      "scope: marginal}",
      '32:53 expected request, found "marginal"',
      "write one of request",
    ],
    [
      "two thresholds in one",
      "over: 272000,",
      "over: 272000, at_least: 272000,",
      "32:17 expected either over or at_least, found a map",
      "docs/catalog.md lists every key with its form",
    ],
    [
      "a plain number of no unit",
      "        per: 1000000\n        context",
      "        context",
      "33:27 expected the set to say what plain numbers are per (per: 1000000), found the number 2.50",
      "docs/catalog.md lists every key with its form",
    ],
    [
      "a map with a wrong key for a rate",
      "{rate: 10, per: 1000, counts: one search call}\n        rules",
      "{rate: 10, divisor: 1000}\n        rules",
      '37:34 unknown key "divisor"',
      "the keys here are rate, per, counts",
    ],
    [
      "rates beside a reported price",
      "        per: 1000000\n        context",
      "        price: reported\n        per: 1000000\n        context",
      "35:11 expected no rates where the price is reported, found a map",
      "docs/catalog.md lists every key with its form",
    ],
  ])("is said at its place: %s", (_, from, to, place, remedy) => {
    const [finding] = findingsOf(from, to);
    expect(finding && short(finding)).toBe(place);
    expect(finding).toMatchObject({ rule: "schema", severity: "error", position: { file: OPENAI }, remedy });
  });

  it("names the offer and the value as it was written", () => {
    expect(findingsOf("output: 15.00", "output: -15.00")[0]).toMatchObject({
      model: "openai/gpt-5.4",
      value: "-15.00",
    });
  });

  it("is reported whole, over all files, in the order of files and lines", () => {
    const files = smallTexts().map((file) => ({
      ...file,
      text: file.text.replaceAll("status: active", "status: aktiv"),
    }));
    const { findings } = parseCatalog(files);
    const offers = smallTexts().flatMap((file) => file.text.match(/status: active/g) ?? []);
    expect(findings).toHaveLength(offers.length);
    expect(new Set(findings.map((finding) => finding.position.file)).size).toBe(4);
  });

  it("says once what YAML and the schema both dislike", () => {
    expect(findingsOf("per: 1000000", "per: 1_000_000").map((finding) => finding.rule)).toEqual(["yaml"]);
  });

  it("leaves out the offer that is wrong and keeps the others", () => {
    const { catalog, leftOut } = parseCatalog(smallTextsWith(OPENAI, "status: active", "status: activ"));
    expect(leftOut).toEqual(["openai/gpt-5.4"]);
    const ids = catalog?.providers.get("openai")?.offers.map((offer) => offer.id);
    expect(ids).not.toContain("gpt-5.4");
    expect(ids).toContain("gpt-5.1");
  });

  it("leaves out the file that is no YAML, or whose head is wrong, and keeps the others", () => {
    for (const [from, to] of [
      ["offers:", "offers: ]"],
      ["id_grammar: openai", "id_grammar: none"],
    ] as const) {
      const { catalog, leftOut } = parseCatalog(smallTextsWith(OPENAI, from, to));
      expect(leftOut).toEqual([OPENAI]);
      expect([...(catalog?.providers.keys() ?? [])]).toEqual(["anthropic", "bedrock", "deepseek"]);
    }
  });

  it("checks window edges, time zones and weekdays of calendars", () => {
    const file = "catalog/providers/deepseek.yaml";
    expect(findingsOf('to: "12:00"', 'to: "09:00"', file).map(short)).toEqual([
      '17:78 expected a window that ends after it begins; one over midnight is written as two, found "09:00"',
    ]);
    expect(findingsOf('to: "12:00"', 'to: "24:00"', file)).toEqual([]);
    expect(findingsOf('to: "12:00"', 'to: "24:15"', file)).toHaveLength(1);
    expect(findingsOf("Asia/Shanghai", "Asia/Shangai", file)).toHaveLength(1);
    expect(findingsOf("[mon, tue, wed, thu, fri]", "[mon, 2]", file)).toHaveLength(1);
    expect(findingsOf("2026-10-01:", "2026-10-32:", file)).toHaveLength(1);
  });

  it("refuses two files of one provider, two models of one id, and a file named after another provider", () => {
    const [first] = smallTexts().filter((file) => file.path === OPENAI);
    const text = first?.text ?? "";
    const again = parseCatalog([...smallTexts(), { path: "catalog/providers/openai.yml", text }]);
    expect(again.findings.map((finding) => finding.message)).toEqual([
      `the provider openai is described a second time, first in ${OPENAI}, line 1`,
    ]);
    const models = {
      path: "catalog/models/more.yaml",
      text: "family: openai\nmodels:\n  - {id: o3, name: o3, type: text, description: again}\n",
    };
    expect(parseCatalog([...smallTexts(), models]).findings).toMatchObject([
      { model: "o3", position: { file: models.path, line: 3 } },
    ]);
    const renamed = parseCatalog([{ path: "catalog/providers/azure.yaml", text }]);
    expect(renamed.findings.map(short)).toEqual([
      "1:11 expected the provider azure, after which the file is named, found openai",
    ]);
  });

  it("never throws, whatever a line of a file is replaced by", () => {
    const lines =
      smallTexts()
        .find((file) => file.path === OPENAI)
        ?.text.split("\n") ?? [];
    const junk = fc.oneof(
      fc.string(),
      fc.constantFrom("  - ", "offers: 3", "a: &a [*a]", "prices: null", "{", "  rates: [1]"),
    );
    fc.assert(
      fc.property(fc.nat({ max: lines.length - 1 }), junk, (line, text) => {
        const { catalog, findings } = parseCatalog([{ path: OPENAI, text: lines.with(line, text).join("\n") }]);
        expect(catalog !== null || findings.length > 0).toBe(true);
        for (const { position } of findings) expect(position.line).toBeLessThanOrEqual(lines.length + 2);
      }),
      { numRuns: 200 },
    );
  });
});
