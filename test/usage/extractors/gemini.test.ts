import { describe, expect, it } from "vitest";
import { errorOf, extracted, streamed } from "./extract.js";

const api = { api: "gemini" } as const;

describe("Gemini generateContent", () => {
  it("R8 adds thoughts to the candidates, which leave them out, and what tools fed back to the prompt", () => {
    const response = {
      ...{ modelVersion: "gemini-3-flash", responseId: "mAitaLmk" },
      usageMetadata: {
        ...{
          promptTokenCount: 1_200,
          cachedContentTokenCount: 1_000,
          candidatesTokenCount: 80,
          thoughtsTokenCount: 300,
        },
        ...{ toolUsePromptTokenCount: 50, totalTokenCount: 1_630, trafficType: "ON_DEMAND_PRIORITY" },
      },
    };
    expect(extracted(response, api)).toEqual({
      ...{ model: "gemini-3-flash", responseId: "mAitaLmk", serviceTier: "priority", reasoning: "300" },
      usage: { uncached_input: "250", cache_read: "1000", output: "380" },
    });
  });

  it("R8 refuses candidates that hold the thoughts already", () => {
    const usageMetadata = {
      promptTokenCount: 10,
      candidatesTokenCount: 90,
      thoughtsTokenCount: 60,
      totalTokenCount: 100,
    };
    expect(errorOf({ usageMetadata }, api)).toBe(
      "total_tokens: expected the parts' sum of 160, found 100; the parts exceed the total by exactly the reasoning tokens: " +
        "this looks like output that holds reasoning tokens already",
    );
  });

  it("tells modalities apart, in the prompt, its cached part and the answer", () => {
    const usageMetadata = {
      ...{ promptTokenCount: 1_000, cachedContentTokenCount: 400, candidatesTokenCount: 1_300, totalTokenCount: 2_300 },
      promptTokensDetails: [
        { modality: "TEXT", tokenCount: 100 },
        { modality: "AUDIO", tokenCount: 900 },
      ],
      cacheTokensDetails: [{ modality: "AUDIO", tokenCount: 400 }],
      candidatesTokensDetails: [{ modality: "IMAGE", tokenCount: 1_290 }],
    };
    expect(extracted({ usageMetadata }, api)).toEqual({
      usage: {
        ...{ uncached_input: "100", uncached_input_audio: "500", cache_read_audio: "400" },
        ...{ output: "10", output_image: "1290" },
      },
    });
  });

  it("counts grounding by query from Gemini 3 on, and by prompt before it", () => {
    const usageMetadata = { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 };
    const candidates = [{ groundingMetadata: { webSearchQueries: ["a", "b", "c"] } }];
    const searches = (modelVersion: string) => extracted({ modelVersion, usageMetadata, candidates }, api);
    expect(searches("gemini-3-pro")).toMatchObject({ usage: { web_search: "3" } });
    expect(searches("gemini-2.5-flash")).toMatchObject({ usage: { web_search: "1" } });
  });

  it("R8 takes the last counts of a stream, with searches from whichever chunk states them", () => {
    const chunk = (candidatesTokenCount: number, totalTokenCount: number, more: object = {}) => ({
      ...{
        modelVersion: "gemini-3-pro",
        usageMetadata: { promptTokenCount: 40, candidatesTokenCount, totalTokenCount },
      },
      ...more,
    });
    const grounded = { candidates: [{ groundingMetadata: { webSearchQueries: ["a"] } }] };
    expect(streamed([chunk(3, 43), chunk(7, 47, grounded), chunk(11, 51)], api)).toMatchObject({
      usage: { uncached_input: "40", output: "11", web_search: "1" },
    });
  });

  it("reads the snake case that its Python library prints, and Vertex predictions", () => {
    const usage_metadata = { prompt_token_count: 4, candidates_token_count: 2, total_token_count: 6 };
    expect(extracted({ usage_metadata, model_version: "gemini-3-pro" }, api)).toMatchObject({
      usage: { uncached_input: "4", output: "2" },
    });
    const predictions = [
      { embeddings: { statistics: { token_count: 6 } } },
      { embeddings: { statistics: { token_count: 5 } } },
    ];
    expect(extracted({ predictions }, api)).toEqual({ usage: { uncached_input: "11" } });
  });
});
