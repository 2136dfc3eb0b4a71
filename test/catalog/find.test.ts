import { describe, expect, it } from "vitest";
import { findOffer, findProvider, regionClassOf } from "../../src/catalog/index.js";
import { smallCatalog } from "./small-catalog.js";

const catalog = smallCatalog();

function found(text: string): unknown {
  const result = findOffer(catalog, text);
  if (result.kind === "offer") return `${result.offer.provider}/${result.offer.id}`;
  return result.kind === "ambiguous"
    ? result.offers.map((offer) => `${offer.provider}/${offer.id}`)
    : result.suggestions;
}

describe("a model named on the command line", () => {
  it.each([
    ["openai/gpt-5.4", "openai/gpt-5.4"],
    ["gpt-5.4", "openai/gpt-5.4"],
    ["open-ai/gpt-5.4-2026-03-05", "openai/gpt-5.4"],
    ["claude-sonnet-4-5-20250929", "anthropic/claude-sonnet-4-5"],
    ["Claude Opus 4.6", "anthropic/claude-opus-4-6"],
    ["deepseek-chat", "deepseek/deepseek-flash"],
    ["anthropic/web-search", "anthropic/web-search"],
  ])("%s is %s", (text, offer) => {
    expect(found(text)).toBe(offer);
  });

  it("carries what the provider's grammar lifts out of it", () => {
    const name = "bedrock/us.amazon.nova-2-lite-v1:0";
    expect(findOffer(catalog, name)).toMatchObject({ kind: "offer", lifted: { region_class: "us" } });
  });

  it("is ambiguous when two providers sell it, or when an alias has meant two offers", () => {
    expect(found("web-search")).toEqual(["anthropic/web-search", "openai/web-search"]);
    expect(found("openai/gpt-latest")).toEqual(["openai/gpt-5.4", "openai/gpt-5.1"]);
  });

  it("gets suggestions that can be typed again when it is none", () => {
    expect(found("claude-sonet-4-5")).toContain("anthropic/claude-sonnet-4-5");
    expect(found("openai/gpt5.4")).toContain("openai/gpt-5.4");
    expect(found("xyzzy")).toEqual([]);
  });

  it("is suggested at every provider that has the near name", () => {
    expect(found("web-serch")).toEqual(["openai/web-search", "anthropic/web-search"]);
  });
});

describe("a provider", () => {
  it("is found by its id and its other names in any letter case", () => {
    for (const word of ["bedrock", "Bedrock", "AWS", "amazon-bedrock"])
      expect(findProvider(catalog, word)?.id).toBe("bedrock");
    expect(findProvider(catalog, "bed")).toBeUndefined();
  });

  it("maps regions to classes, and an unknown region to none", () => {
    const bedrock = findProvider(catalog, "bedrock");
    if (bedrock === undefined) throw new Error("no bedrock");
    expect(regionClassOf(bedrock, "us-east-1")).toBe("us");
    expect(regionClassOf(bedrock, "mars-north-1")).toBeUndefined();
  });
});
