import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PriceSet, Rate } from "../../src/catalog/index.js";
import { parseCatalog } from "../../src/catalog/parse.js";
import type { Finding } from "../../src/findings/index.js";
import { meter } from "../../src/meters/index.js";
import { at, smallCatalog, smallTexts, smallTextsWith } from "./small-catalog.js";

const OPENAI = "catalog/providers/openai.yaml";
const short = ({ position: { line, column }, message }: Finding) => `${line}:${column} ${message}`;

function findingsOf(from: string, to: string, file = OPENAI): readonly Finding[] {
  return parseCatalog(smallTextsWith(file, from, to)).findings;
}

function setOf(provider: "openai" | "anthropic" | "deepseek", offer: string, index = 0): PriceSet {
  const set = smallCatalog()
    .providers.get(provider)
    ?.offers.find((each) => each.id === offer)?.prices[index];
  if (set === undefined) throw new Error(`${provider}/${offer} has no price set ${index}`);
  return set;
}

function rateOf(set: PriceSet, name: string): Rate {
  const rate = set.rates.get(meter(name));
  if (rate?.kind !== "rate") throw new Error(`no rate of ${name}`);
  return rate;
}

describe("a catalog of texts", () => {
  it("is read whole and without findings", () => {
    const { catalog, findings, leftOut } = parseCatalog(smallTexts());
    expect(findings).toEqual([]);
    expect(leftOut).toEqual([]);
    expect([...(catalog?.providers.keys() ?? [])]).toEqual(["anthropic", "bedrock", "deepseek", "openai"]);
    expect(catalog?.models.get("nova-2-lite")).toMatchObject({ family: "amazon", maxOutput: 65536, retired: null });
  });

  it("takes the set's per for plain numbers and a rate's own where it has one", () => {
    const set = setOf("openai", "gpt-5.4");
    expect([rateOf(set, "uncached_input").rate.toString(), rateOf(set, "uncached_input").per.toString()]).toEqual([
      "2.5",
      "1000000",
    ]);
    expect([rateOf(set, "web_search").per.toString(), rateOf(set, "web_search").counts]).toEqual([
      "1000",
      "one search call",
    ]);
  });

  it("says where each rate stands", () => {
    expect(rateOf(setOf("openai", "gpt-5.4"), "uncached_input").position).toEqual({
      file: OPENAI,
      line: 34,
      column: 27,
    });
  });

  it("reads dates as 00:00 UTC, and what is left out as unknown", () => {
    const set = setOf("openai", "o3", 1);
    expect(set).toMatchObject({ from: at("2025-06-10T00:00:00Z"), until: null, status: "confirmed", unverified: null });
    expect(smallCatalog().models.get("gpt-image-1")?.contextWindow).toBeNull();
  });

  it("reads rules, thresholds, combinations not offered and meters billed as another", () => {
    const set = setOf("openai", "gpt-5.4");
    expect(set.context).toMatchObject([{ name: "long", over: 272000, inclusive: false }]);
    expect(set.rules[1]?.when).toEqual(new Map([["service_tier", ["batch", "flex"]]]));
    expect(set.notOffered).toEqual([
      new Map([
        ["service_tier", ["priority"]],
        ["context", ["long"]],
      ]),
    ]);
    expect(setOf("deepseek", "deepseek-flash").rates.get(meter("cache_write"))).toMatchObject({
      kind: "billed_as",
      meter: "uncached_input",
    });
  });

  it("reads calendars as minutes and weekdays", () => {
    const calendar = smallCatalog().providers.get("deepseek")?.calendars.get("peak_hours");
    expect(calendar?.windows[0]).toMatchObject({ name: "peak", weekdays: [1, 2, 3, 4, 5], from: 540, to: 720 });
  });

  it("says until when it was checked: the latest day of any price", () => {
    expect(smallCatalog().checked).toBe(at("2026-11-20"));
  });

  it("is frozen, down to its rates", () => {
    const catalog = smallCatalog();
    const set = setOf("openai", "gpt-5.4");
    for (const part of [
      catalog,
      catalog.policy,
      catalog.providers.get("openai"),
      set,
      set.rules,
      set.rules[0],
      rateOf(set, "output"),
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it("has the usual tolerance and no defaults without a policy", () => {
    const { catalog } = parseCatalog(smallTexts().filter((file) => !file.path.endsWith("policy.yaml")));
    expect(catalog?.policy.tolerance.ratio.toString()).toBe("0.005");
    expect(catalog?.policy.tolerance.amount.toString()).toBe("0.01");
    expect(catalog?.policy.defaults.size).toBe(0);
  });

  it("reads JSON files as well", () => {
    const policy = { path: "catalog/policy.json", text: '{"tolerance": {"ratio": 0.001, "amount": 0}}' };
    const { catalog, findings } = parseCatalog([
      ...smallTexts().filter((file) => !file.path.endsWith("policy.yaml")),
      policy,
    ]);
    expect(findings).toEqual([]);
    expect(catalog?.policy.tolerance.ratio.toString()).toBe("0.001");
  });
});

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
