import { describe, expect, it } from "vitest";
import type { Catalog, Offer } from "../../../src/catalog/index.js";
import { overlayCatalog, parseOverlay } from "../../../src/catalog/overlay.js";
import { RULES, runRules } from "../../../src/catalog/rules/index.js";
import type { Finding } from "../../../src/findings/index.js";
import { formatDay, meter } from "../../../src/meters/index.js";
import { at, smallCatalog } from "../small-catalog.js";

/** The small catalog under an overlay of these files. */
function laid(
  files: Readonly<Record<string, string>>,
  base = smallCatalog(),
  layer = "ours",
): { catalog: Catalog; findings: Finding[] } {
  const texts = Object.entries(files).map(([path, text]) => ({ path: `${layer}/${path}`, text }));
  const parsed = parseOverlay(texts, { layer });
  const { catalog, findings } = overlayCatalog(base, parsed.overlay);
  return { catalog, findings: [...parsed.findings, ...findings] };
}

function openai(offers: string, more = ""): { catalog: Catalog; findings: Finding[] } {
  return laid({ "providers/openai.yaml": `provider: openai\n${more}offers:\n${offers}` });
}

function offerOf(catalog: Catalog, id: string): Offer {
  const offer = catalog.providers.get("openai")?.offers.find((each) => each.id === id);
  if (offer === undefined) throw new Error(`no offer ${id}`);
  return offer;
}

/** `from until rate of output × discount (layer)` of each set. */
function shape(offer: Offer): string[] {
  return offer.prices.map((set) => {
    const rate = set.rates.get(meter("output"));
    const output = rate?.kind === "rate" ? rate.rate.toString() : "none";
    const until = set.until === null ? "…" : formatDay(set.until);
    return `${formatDay(set.from)} ${until} ${output}${set.discount === null ? "" : ` × ${set.discount}`} (${set.layer})`;
  });
}

function ruleErrorsOfTheBase(): Finding[] {
  const found = runRules(smallCatalog(), RULES, { today: at("2026-11-21"), leftOut: [] });
  return found.filter((finding) => finding.severity === "error");
}

const contract = (rest: string): string =>
  `currency: USD, source: https://example.com/contracts/7, checked: 2026-10-01, per: 1000000, ${rest}`;

describe("a price set of an overlay", () => {
  it("splits the base's sets at its own days, and the base goes on after it", () => {
    const { catalog, findings } = openai(
      `  - id: gpt-5.4\n    prices:\n      - {from: 2026-05-01, until: 2026-09-01, ${contract("rates: {output: 12}")}}\n`,
    );
    expect(findings).toEqual([]);
    expect(shape(offerOf(catalog, "gpt-5.4"))).toEqual([
      "2026-03-05 2026-05-01 15 (catalog)",
      "2026-05-01 2026-09-01 12 (ours)",
      "2026-09-01 … 15 (catalog)",
    ]);
  });

  it("without an end is laid over every later price of the base", () => {
    const { catalog } = openai(
      `  - id: o3\n    prices:\n      - {from: 2025-05-01, ${contract("rates: {cache_read: 0.1}")}}\n`,
    );
    expect(shape(offerOf(catalog, "o3"))).toEqual([
      "2025-04-16 2025-05-01 40 (catalog)",
      "2025-05-01 2025-06-10 40 (ours)",
      "2025-06-10 … 8 (ours)",
    ]);
    const rates = offerOf(catalog, "o3").prices.map((set) => set.rates.get(meter("cache_read")));
    expect(rates.map((rate) => rate?.kind === "rate" && rate.rate.toString())).toEqual(["2.5", "0.1", "0.1"]);
  });

  it("replaces rates by meter and whole rules of the same when, in whatever order their values stand", () => {
    const { catalog } = openai(
      `  - id: gpt-5.4\n    prices:\n      - {from: 2026-03-05, ${contract("rules: [{when: {service_tier: [flex, batch]}, times: {tokens: 0.4}}]")}}\n`,
    );
    const [set] = offerOf(catalog, "gpt-5.4").prices;
    const base = smallCatalog().providers.get("openai")?.offers[0]?.prices[0];
    expect(set?.rules).toHaveLength(base?.rules.length ?? 0);
    const batch = set?.rules.filter((rule) => rule.when.get("service_tier")?.includes("batch")) ?? [];
    expect(batch.map((rule) => rule.times.get("tokens")?.toString())).toEqual(["0.4"]);
    expect(set?.rates.size).toBe(base?.rates.size);
    expect(set?.context).toEqual(base?.context);
  });

  it("keeps the day that each file states beside the day from which the divided set holds", () => {
    const { catalog } = openai(
      `  - id: o3\n    prices:\n      - {from: 2025-05-01, until: 2027-05-01, ${contract("rates: {cache_read: 0.1}")}}\n`,
    );
    expect(offerOf(catalog, "o3").prices.map((set) => `${formatDay(set.statedFrom)} ${formatDay(set.from)}`)).toEqual([
      "2025-04-16 2025-04-16",
      "2025-05-01 2025-05-01",
      "2025-05-01 2025-06-10",
      "2025-06-10 2027-05-01",
    ]);
    const found = runRules(catalog, RULES, { today: at("2026-11-21"), leftOut: [] });
    expect(found.filter((finding) => finding.severity === "error")).toEqual(ruleErrorsOfTheBase());
  });

  it("keeps each rate's own place, so that a trace names the file it stands in", () => {
    const { catalog } = openai(
      `  - id: gpt-5.4\n    prices:\n      - {from: 2026-03-05, ${contract("rates: {output: 12}")}}\n`,
    );
    const [set] = offerOf(catalog, "gpt-5.4").prices;
    expect(set?.rates.get(meter("output"))?.position.file).toBe("ours/providers/openai.yaml");
    expect(set?.rates.get(meter("cache_read"))?.position.file).toBe("catalog/providers/openai.yaml");
  });

  it("leaves other currencies and what is not in force alone", () => {
    const announced = `{from: 2026-05-01, status: announced, recheck_on: 2027-01-01, ${contract("rates: {output: 1}")}}`;
    const euro = `{from: 2026-05-01, ${contract("rates: {output: 11}").replace("USD", "EUR")}}`;
    const { catalog } = openai(`  - id: gpt-5.4\n    prices: [${announced}, ${euro}]\n`);
    const [dollars, ...others] = offerOf(catalog, "gpt-5.4").prices;
    expect(dollars).toEqual(smallCatalog().providers.get("openai")?.offers[0]?.prices[0]);
    expect(others.map((set) => `${set.currency} ${set.status}`)).toEqual(["USD announced", "EUR confirmed"]);
  });
});

describe("a discount of an overlay", () => {
  const discounts =
    "discounts: [{factor: 0.93, from: 2026-06-01, until: 2027-01-01, currency: USD, source: https://example.com/contracts/7, checked: 2026-10-01}]\n";

  it("is the last factor of one offer, whose rates stay", () => {
    const { catalog } = openai(
      `  - id: gpt-5.4\n    prices:\n      - {from: 2026-06-01, ${contract("discount: 0.9")}}\n`,
    );
    expect(shape(offerOf(catalog, "gpt-5.4"))).toEqual([
      "2026-03-05 2026-06-01 15 (catalog)",
      "2026-06-01 … 15 × 0.9 (ours)",
    ]);
    const [before, after] = offerOf(catalog, "gpt-5.4").prices;
    expect(after?.source).toBe(before?.source);
  });

  it("on everything reaches every offer in its time", () => {
    const { catalog } = openai("  []\n", discounts);
    expect(shape(offerOf(catalog, "gpt-4o"))).toEqual([
      "2024-10-01 2026-06-01 10 (catalog)",
      "2026-06-01 2027-01-01 10 × 0.93 (ours)",
      "2027-01-01 … 10 (catalog)",
    ]);
    expect(
      catalog.providers.get("openai")?.offers.every((offer) => offer.prices.some((set) => set.discount !== null)),
    ).toBe(true);
    expect(catalog.providers.get("anthropic")).toEqual(smallCatalog().providers.get("anthropic"));
  });

  it("on everything gives way to an offer's own", () => {
    const own = `  - id: gpt-4o\n    prices:\n      - {from: 2026-08-01, ${contract("discount: 0.8")}}\n  - {id: gpt-5.1, prices: [{from: 2026-07-01, ${contract("rates: {output: 9}")}}]}\n`;
    const { catalog } = openai(own, discounts);
    expect(shape(offerOf(catalog, "gpt-4o"))).toEqual([
      "2024-10-01 2026-06-01 10 (catalog)",
      "2026-06-01 2026-08-01 10 × 0.93 (ours)",
      "2026-08-01 … 10 × 0.8 (ours)",
    ]);
    expect(shape(offerOf(catalog, "gpt-5.1")).at(-2)).toBe("2026-07-01 2027-01-01 9 × 0.93 (ours)");
  });

  it("is kept under a further overlay that says nothing of it", () => {
    const first = openai("  []\n", discounts).catalog;
    const more = `provider: openai\noffers:\n  - {id: gpt-4o, prices: [{from: 2026-07-01, ${contract("rates: {output: 9}")}}]}\n`;
    const { catalog } = laid({ "providers/openai.yaml": more }, first, "theirs");
    expect(shape(offerOf(catalog, "gpt-4o"))).toContain("2026-07-01 2027-01-01 9 × 0.93 (theirs)");
    expect(catalog.layers).toEqual(["catalog", "ours", "theirs"]);
  });
});

describe("what else an overlay lays over", () => {
  it("adds names and overrides what it states of an offer", () => {
    const { catalog } = openai(
      "  - {id: o3, aliases: [our-o3], status: deprecated, retires_on: 2027-01-01, notes: ours}\n",
    );
    const offer = offerOf(catalog, "o3");
    expect(offer.aliases.map((alias) => alias.name)).toEqual(["o3-2025-04-16", "our-o3"]);
    expect(offer).toMatchObject({
      status: "deprecated",
      model: "o3",
      notes: "ours",
      prices: offerOf(smallCatalog(), "o3").prices,
    });
  });

  it("adds offers with their status, models, and providers that are whole", () => {
    const vllm =
      "provider: vllm\nname: Our GPUs\nurl: https://llm.example.com\nid_grammar: plain\nregions: {default: local}\noffers:\n  - {id: ours-8b, model: ours-8b, status: active, prices: []}\n";
    const model = "family: other\nmodels:\n  - {id: ours-8b, name: Ours, type: text, description: Our own model.}\n";
    const { catalog, findings } = laid({ "providers/vllm.yaml": vllm, "models/other.yaml": model });
    expect(findings).toEqual([]);
    expect(catalog.providers.get("vllm")?.offers.map((offer) => offer.id)).toEqual(["ours-8b"]);
    expect(catalog.models.get("ours-8b")?.family).toBe("other");
    expect(catalog.models.size).toBe(smallCatalog().models.size + 1);
  });

  it("says when an offer or a provider is neither in the base nor described whole", () => {
    const { findings, catalog } = openai("  - {id: gpt-5.5, notes: x}\n");
    expect(findings).toMatchObject([
      {
        rule: "schema",
        model: "openai/gpt-5.5",
        position: { file: "ours/providers/openai.yaml", line: 3, column: 10 },
      },
    ]);
    expect(findings[0]?.remedy).toMatch(/^did you mean gpt-5\.1.*status: active/);
    expect(catalog.contentHash).toBe(smallCatalog().contentHash);
    expect(laid({ "providers/groq.yaml": "provider: groq\n" }).findings).toHaveLength(1);
  });

  it("reports every problem of its own files", () => {
    const files = {
      "providers/openai.yaml": "provider: openai\noffer: []\n",
      "policy.yaml": "defaults: {txt: a}\n",
      "models/x.yaml": "a: [\n",
    };
    const { findings } = laid(files);
    expect(new Set(findings.map((finding) => finding.position.file))).toEqual(
      new Set(Object.keys(files).map((path) => `ours/${path}`)),
    );
  });

  it("lays a policy over the base's entry by entry", () => {
    const text =
      "defaults: {text: openai/o3}\nnames:\n  - {provider: openai, dimension: project, invoice: proj_search, ledger: find}\n";
    const { policy } = laid({ "policy.yaml": text }).catalog;
    expect(policy.defaults.get("text")?.offer).toBe("openai/o3");
    expect(policy.defaults.get("image")?.offer).toBe("openai/gpt-image-1");
    expect(policy.names.map((name) => name.ledger)).toEqual(["find"]);
    expect(policy.tolerance).toEqual(smallCatalog().policy.tolerance);
  });

  it("changes the content hash with what it changes", () => {
    const { catalog } = openai(
      `  - id: o3\n    prices:\n      - {from: 2025-05-01, ${contract("rates: {cache_read: 0.1}")}}\n`,
    );
    expect(catalog.contentHash).not.toBe(smallCatalog().contentHash);
    expect(laid({ "policy.yaml": "{}" }).catalog.contentHash).toBe(smallCatalog().contentHash);
  });
});
