import { describe, expect, it } from "vitest";
import { resolveName } from "../../src/catalog/index.js";
import type { Provider } from "../../src/meters/index.js";
import { shippedCatalog } from "./shipped.js";

const catalog = await shippedCatalog();

function offerOf(provider: Provider, name: string, at: string): string {
  const found = resolveName(catalog, provider, name, Date.parse(at));
  return found.kind === "offer" ? found.offer.id : found.kind === "charge" ? found.category : "unknown";
}

describe("names on invoices", () => {
  it.each([
    ["openai", "gpt-4o-2024-08-06", "2024-11-01", "gpt-4o"],
    ["openai", "gpt-4o-2024-05-13", "2024-11-01", "gpt-4o-2024-05-13"],
    ["openai", "ft-gpt-4o-mini-2024-07-18", "2026-01-01", "ft:gpt-4o-mini-2024-07-18"],
    ["openai", "batch api | gpt-5_1-2025-11-13", "2026-01-01", "gpt-5.1"],
    ["openai", "DALL·E 3", "2025-01-01", "dall-e-3"],
    ["openai", "web search tool calls", "2026-01-01", "web-search"],
    ["openai", "Vector storage", "2026-01-01", "vector-storage"],
    ["openai", "Promotional credit", "2026-01-01", "credit"],
    ["anthropic", "Claude Opus 4.6", "2026-04-01", "claude-opus-4-6"],
    ["anthropic", "Claude Haiku 4.5", "2026-04-01", "claude-haiku-4-5"],
    ["anthropic", "Claude 3.5 Sonnet 2024-10-22", "2024-12-01", "claude-3-5-sonnet-20241022"],
    ["anthropic", "claude-sonnet-4-20250514", "2025-12-01", "claude-sonnet-4-0"],
    ["anthropic", "Web Search Usage", "2026-04-01", "web-search"],
    ["bedrock", "Claude Opus 4.6 (Amazon Bedrock Edition)", "2026-04-01", "anthropic.claude-opus-4-6-v1"],
    ["bedrock", "eu.anthropic.claude-sonnet-4-20250514-v1:0", "2025-12-01", "anthropic.claude-sonnet-4-20250514-v1:0"],
    ["azure", "gpt-4o-0806", "2026-04-01", "gpt-4o"],
    ["vertex", "publishers/anthropic/models/claude-opus-4-5@20251101", "2026-04-01", "claude-opus-4-5@20251101"],
    ["gemini-api", "models/gemini-1.5-pro-002", "2025-01-01", "gemini-1.5-pro"],
    ["deepseek", "deepseek-chat", "2025-01-01", "deepseek-v3"],
    ["deepseek", "deepseek-chat", "2026-05-01", "deepseek-v4-flash"],
    ["mistral", "mistral-large-latest", "2025-01-01", "mistral-large-2411"],
  ] as const)("%s calls it %s on %s and means %s", (provider, name, at, offer) => {
    expect(offerOf(provider, name, at)).toBe(offer);
  });

  it("price no model by a name that is only near", () => {
    expect(offerOf("anthropic", "claude-opus-4-9", "2026-10-01")).toBe("unknown");
    expect(offerOf("openai", "gpt-5.6-solar", "2026-10-01")).toBe("unknown");
  });
});
