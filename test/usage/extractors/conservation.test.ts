import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inGroup } from "../../../src/meters/index.js";
import { Decimal, type JsonObject } from "../../../src/money/index.js";
import { type ApiFlavor, extractUsage } from "../../../src/usage/index.js";

const count = fc.nat(1_000_000);

interface Counts {
  readonly fresh: number;
  readonly cached: number;
  readonly written: number;
  readonly visible: number;
  readonly reasoning: number;
}

/** The same request as each API states it. */
const STATED: Readonly<Partial<Record<ApiFlavor, (counts: Counts) => JsonObject>>> = {
  "openai-responses": ({ fresh, cached, written, visible, reasoning }) => ({
    usage: {
      ...{ input_tokens: fresh + cached + written, output_tokens: visible + reasoning },
      total_tokens: fresh + cached + written + visible + reasoning,
      input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
      output_tokens_details: { reasoning_tokens: reasoning },
    },
  }),
  xai: ({ fresh, cached, written, visible, reasoning }) => ({
    usage: {
      ...{ prompt_tokens: fresh + cached + written, completion_tokens: visible },
      total_tokens: fresh + cached + written + visible + reasoning,
      prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
      completion_tokens_details: { reasoning_tokens: reasoning },
    },
  }),
  anthropic: ({ fresh, cached, written, visible, reasoning }) => ({
    usage: {
      ...{ input_tokens: fresh, cache_read_input_tokens: cached, cache_creation_input_tokens: written },
      ...{ output_tokens: visible + reasoning, output_tokens_details: { thinking_tokens: reasoning } },
    },
  }),
  "bedrock-converse": ({ fresh, cached, written, visible, reasoning }) => ({
    usage: {
      ...{ inputTokens: fresh, cacheReadInputTokens: cached, cacheWriteInputTokens: written },
      ...{ outputTokens: visible + reasoning, totalTokens: fresh + cached + written + visible + reasoning },
    },
  }),
  gemini: ({ fresh, cached, written, visible, reasoning }) => ({
    usageMetadata: {
      ...{ promptTokenCount: fresh + cached + written, cachedContentTokenCount: cached },
      ...{ candidatesTokenCount: visible, thoughtsTokenCount: reasoning },
      totalTokenCount: fresh + cached + written + visible + reasoning,
    },
  }),
};

describe("R8 conservation", () => {
  it.each(Object.entries(STATED))(
    "holds for %s: its meters sum to the tokens of the request, each counted once",
    (api, state) => {
      fc.assert(
        fc.property(count, count, count, count, count, (fresh, cached, written, visible, reasoning) => {
          const extracted = extractUsage(state({ fresh, cached, written, visible, reasoning }), {
            api: api as ApiFlavor,
          });
          if ("error" in extracted) throw new Error(extracted.error);
          const sum = (group: "tokens" | "input") =>
            Decimal.sum(
              [...extracted.usage].filter(([meter]) => inGroup(meter, group)).map(([, quantity]) => quantity),
            );
          expect(sum("tokens").toString()).toBe(`${fresh + cached + written + visible + reasoning}`);
          expect(sum("input").toString()).toBe(`${fresh + cached + written}`);
        }),
      );
    },
  );

  it("refuses every response whose total is another than its parts'", () => {
    const state = STATED["openai-responses"];
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 5000 }), (fresh, visible, more) => {
        const response = state?.({ fresh, cached: 0, written: 0, visible, reasoning: 0 }) ?? {};
        const usage = { ...(response.usage as JsonObject), total_tokens: fresh + visible + more };
        expect(extractUsage({ usage }, { api: "openai-responses" })).toHaveProperty("error");
      }),
    );
  });

  it("gives meters above 0 or a reason for any data, and never throws", () => {
    const apis: readonly ApiFlavor[] = [
      "openai-chat",
      "anthropic",
      "gemini",
      "cohere",
      "bedrock-invoke",
      "bedrock-converse",
      "xai",
    ];
    const key = fc.constantFrom(
      "usage",
      "usageMetadata",
      "total_tokens",
      "prompt_tokens_details",
      "data",
      "results",
      "meta",
      "x",
    );
    const { tree } = fc.letrec<{ tree: JsonObject }>((tie) => ({
      tree: fc.dictionary(
        key,
        fc.oneof(
          { maxDepth: 4 },
          fc.constantFrom(null, true, -1, 0.5, "x", "12"),
          tie("tree"),
          fc.array(tie("tree"), { maxLength: 2 }),
        ),
      ) as fc.Arbitrary<JsonObject>,
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(...apis), (response, api) => {
        const extracted = extractUsage(response, { api });
        if ("error" in extracted) expect(extracted.error).not.toBe("");
        else expect([...extracted.usage.values()].every((quantity) => quantity.sign() > 0)).toBe(true);
      }),
    );
  });
});
