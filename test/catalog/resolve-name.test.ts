import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Catalog, type Resolution, resolveName } from "../../src/catalog/index.js";
import { parseCatalog } from "../../src/catalog/parse.js";
import type { Conditions, Provider } from "../../src/meters/index.js";
import { at, smallCatalog } from "./small-catalog.js";

const catalog = smallCatalog();
const NOW = at("2026-10-03T12:00:00Z");

function resolve(provider: Provider, name: string, time = NOW, from: Catalog = catalog): Resolution {
  return resolveName(from, provider, name, time);
}

function offerOf(resolution: Resolution): [string, Conditions] | string {
  return resolution.kind === "offer" ? [resolution.offer.id, resolution.lifted] : resolution.kind;
}

/** A provider with these offers and this grammar, and nothing else. */
function sellerOf(provider: Provider, grammar: string, ids: readonly string[]): Catalog {
  const offers = ids.map((id) => `  - {id: "${id}", status: active, prices: []}`).join("\n");
  const text = `provider: ${provider}\nname: X\nurl: https://example.com\nid_grammar: ${grammar}\nregions: {default: global, classes: {us-central1: us, eu-west-1: eu}}\noffers:\n${offers}\n`;
  const { catalog: made } = parseCatalog([{ path: `catalog/providers/${provider}.yaml`, text }]);
  if (made === null) throw new Error("no catalog");
  return made;
}

describe("a name", () => {
  it.each([
    ["openai", "gpt-5.4", "gpt-5.4"],
    ["openai", "gpt-5.4-2026-03-05", "gpt-5.4"],
    ["openai", "GPT 5.4", "gpt-5.4"],
    ["anthropic", "Claude Sonnet 4.5", "claude-sonnet-4-5"],
    ["openai", "web search tool calls", "web-search"],
    ["bedrock", "Claude Sonnet 4.5 (Amazon Bedrock Edition)", "anthropic.claude-sonnet-4-5-20250929-v1:0"],
  ] as const)("of %s, %s, means %s: id, alias or billing name", (provider, name, id) => {
    expect(offerOf(resolve(provider, name))).toEqual([id, {}]);
  });

  it("means at each instant what it meant then: a moved alias changes at its day", () => {
    const latest = (time: string) => offerOf(resolve("openai", "gpt-latest", at(time)));
    expect(latest("2025-11-12T23:59:59Z")).toBe("unknown");
    expect(latest("2025-11-13")).toEqual(["gpt-5.1", {}]);
    expect(latest("2026-03-04T23:59:59Z")).toEqual(["gpt-5.1", {}]);
    expect(latest("2026-03-05")).toEqual(["gpt-5.4", {}]);
  });

  it("may be a line of an invoice that is no usage", () => {
    expect(resolve("openai", "Promotional credit")).toEqual({ kind: "charge", category: "credit" });
  });

  it.each(["gpt-5", "gpt-5.4x", "GPT-5.4", " gpt-5.4", "opus", "claude-sonnet-4", ""])(
    "%j matches nothing in part or nearly",
    (name) => {
      expect(resolve("openai", name).kind).toBe("unknown");
      expect(resolve("anthropic", name).kind).toBe("unknown");
    },
  );

  it("that is nearly right gets suggestions and never an offer", () => {
    expect(resolve("openai", "gpt-4o-mimi")).toMatchObject({
      kind: "unknown",
      suggestions: expect.arrayContaining(["gpt-4o-mini"]),
    });
    expect(resolve("openai", "batch api | gpt-4o-mimi")).toMatchObject({
      suggestions: expect.arrayContaining(["gpt-4o-mini"]),
    });
  });

  it("of a provider that the catalog lacks is unknown", () => {
    expect(resolve("groq", "gpt-5.4")).toEqual({ kind: "unknown", suggestions: [] });
  });

  it("resolves to an offer only when it is one of the catalog's names or its grammar makes it one", () => {
    const names = [...(catalog.providers.get("anthropic")?.offers ?? [])].flatMap((offer) => [
      offer.id,
      ...[...offer.aliases, ...offer.billingNames].map((dated) => dated.name),
    ]);
    const near = fc.tuple(fc.constantFrom(...names), fc.nat(30), fc.string({ maxLength: 2 }));
    fc.assert(
      fc.property(near, ([name, cut, more]) => {
        const changed = name.slice(0, cut) + more + name.slice(cut + 1);
        return names.includes(changed) || resolve("anthropic", changed).kind === "unknown";
      }),
    );
  });
});

describe("the id grammar of OpenAI", () => {
  it.each([
    ["batch api | gpt-5_1-2025-11-13", "gpt-5.1", { service_tier: "batch" }],
    ["flex | o3", "o3", { service_tier: "flex" }],
    ["priority | gpt-5.4, long context", "gpt-5.4", { service_tier: "priority", context: "long" }],
    ["gpt-5_4", "gpt-5.4", {}],
    ["ft:gpt-4o-2024-08-06:acme:support:B1xYz", "ft:gpt-4o-2024-08-06", {}],
    ["ft-gpt-4o-2024-08-06", "ft:gpt-4o-2024-08-06", {}],
    ["batch api | ft-gpt-4o-2024-08-06", "ft:gpt-4o-2024-08-06", { service_tier: "batch" }],
  ])("reads %s as %s", (name, id, lifted) => {
    expect(offerOf(resolve("openai", name))).toEqual([id, lifted]);
  });

  it("does not price a fine-tuned model whose base has no fine-tuning offer", () => {
    expect(resolve("openai", "ft:gpt-4o-mini-2024-07-18:acme::x").kind).toBe("unknown");
  });
});

describe("the id grammar of Bedrock", () => {
  const sonnet = "anthropic.claude-sonnet-4-5-20250929-v1:0";
  it.each([
    [`us.${sonnet}`, "us"],
    [`eu.${sonnet}`, "eu"],
    [`apac.${sonnet}`, "apac"],
    [`jp.${sonnet}`, "jp"],
    [`au.${sonnet}`, "au"],
    [`global.${sonnet}`, "global"],
    [`arn:aws:bedrock:eu-central-1::foundation-model/${sonnet}`, "eu"],
    [`arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.${sonnet}`, "global"],
    [`arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/${sonnet}`, "us-gov-west-1"],
  ])("reads %s as the region class %s", (name, regionClass) => {
    expect(offerOf(resolve("bedrock", name))).toEqual([sonnet, { region_class: regionClass }]);
  });

  it("keeps the version in the name, and an application profile unknown", () => {
    expect(resolve("bedrock", sonnet.replace(":0", "")).kind).toBe("unknown");
    expect(resolve("bedrock", "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/ab12").kind).toBe(
      "unknown",
    );
  });
});

describe("the id grammars of the other sellers", () => {
  const vertex = sellerOf("vertex", "vertex", ["gemini-3-pro", "claude-opus-4@20250514"]);
  it.each([
    ["publishers/google/models/gemini-3-pro", "gemini-3-pro", {}],
    ["google/gemini-3-pro", "gemini-3-pro", {}],
    [
      "projects/p-1/locations/us-central1/publishers/google/models/gemini-3-pro",
      "gemini-3-pro",
      { region_class: "us" },
    ],
    [
      "projects/p-1/locations/asia-east9/publishers/google/models/gemini-3-pro",
      "gemini-3-pro",
      { region_class: "asia-east9" },
    ],
    ["publishers/anthropic/models/claude-opus-4@20250514", "claude-opus-4@20250514", {}],
  ])("Vertex: %s is %s", (name, id, lifted) => {
    expect(offerOf(resolve("vertex", name, NOW, vertex))).toEqual([id, lifted]);
  });

  it("Vertex: a version is part of the name", () => {
    expect(resolve("vertex", "publishers/anthropic/models/claude-opus-4", NOW, vertex).kind).toBe("unknown");
  });

  it("Gemini API: models/ is the resource's prefix", () => {
    const gemini = sellerOf("gemini-api", "gemini-api", ["gemini-3-pro"]);
    expect(offerOf(resolve("gemini-api", "models/gemini-3-pro", NOW, gemini))).toEqual(["gemini-3-pro", {}]);
    expect(resolve("gemini-api", "tunedModels/gemini-3-pro", NOW, gemini).kind).toBe("unknown");
  });

  it("OpenRouter: a variant is lifted, unless it is an offer of its own", () => {
    const router = sellerOf("openrouter", "openrouter", ["acme/large", "acme/small", "acme/small:free"]);
    const read = (name: string) => offerOf(resolve("openrouter", name, NOW, router));
    expect(read("acme/large:free")).toEqual(["acme/large", { service_tier: "free" }]);
    expect(read("acme/large:thinking")).toEqual(["acme/large", { mode: "thinking" }]);
    expect(read("acme/large:nitro")).toEqual(["acme/large", {}]);
    expect(read("acme/small:free")).toEqual(["acme/small:free", {}]);
    expect(read("acme/large:unheard")).toBe("unknown");
    expect(read("acme/large:constructor")).toBe("unknown");
  });

  it("Azure: a deployment's name stays as it is", () => {
    const azure = sellerOf("azure", "azure", ["gpt-5.4"]);
    expect(offerOf(resolve("azure", "gpt-5.4", NOW, azure))).toEqual(["gpt-5.4", {}]);
    expect(resolve("azure", "my-gpt-5.4", NOW, azure).kind).toBe("unknown");
  });

  it("an exact name wins before any grammar is asked", () => {
    const odd = sellerOf("bedrock", "bedrock", ["us.acme.large-v1:0", "acme.large-v1:0"]);
    expect(offerOf(resolve("bedrock", "us.acme.large-v1:0", NOW, odd))).toEqual(["us.acme.large-v1:0", {}]);
  });
});
