import { describe, expect, it } from "vitest";
import type { JsonNumber } from "../../../src/money/index.js";
import { EXTRACTORS } from "../../../src/usage/extractors/index.js";
import { API_FLAVORS, detectApi } from "../../../src/usage/index.js";
import { errorOf, extracted, streamed } from "./extract.js";

const exact = (value: string): JsonNumber => ({ isLosslessNumber: true, value });
const plainCounts = { prompt_tokens: 90, completion_tokens: 10, total_tokens: 100 };

describe("xAI", () => {
  const usage = {
    ...{
      prompt_tokens: 279,
      completion_tokens: 6,
      total_tokens: 374,
      num_sources_used: 0,
      cost_in_usd_ticks: 37_756_000,
    },
    prompt_tokens_details: { text_tokens: 279, audio_tokens: 0, image_tokens: 0, cached_tokens: 128 },
    completion_tokens_details: { reasoning_tokens: 89, audio_tokens: 0 },
  };

  it("R8 adds reasoning to the completion, which leaves it out, and reads the cost in ticks", () => {
    expect(extracted({ id: "r-1", model: "grok-4-fast-reasoning", usage }, { api: "xai" })).toEqual({
      ...{ model: "grok-4-fast-reasoning", responseId: "r-1", reasoning: "89", providerCost: "0.0037756 USD" },
      usage: { uncached_input: "151", cache_read: "128", output: "95" },
    });
  });

  it("R8 adds nothing where the total says that the completion holds reasoning", () => {
    const whole = { ...usage, completion_tokens: 95 };
    expect(extracted({ usage: whole }, { api: "xai" })).toMatchObject({ usage: { output: "95" }, reasoning: "89" });
  });

  it("refuses reasoning without a total, which alone could tell", () => {
    const { total_tokens: _, ...without } = usage;
    expect(errorOf({ usage: without }, { api: "xai" })).toContain("usage.total_tokens is missing");
  });
});

describe("xAI's Responses", () => {
  const usage = {
    ...{ input_tokens: 7583, output_tokens: 3192, total_tokens: 10_775, num_sources_used: 12 },
    ...{ num_server_side_tools_used: 4, cost_in_usd_ticks: 292_331_500 },
    ...{ input_tokens_details: { cached_tokens: 3072 }, output_tokens_details: { reasoning_tokens: 40 } },
    server_side_tool_usage_details: { web_search_calls: 3, x_search_calls: 1, mcp_calls: 0 },
    context_details: { input_tokens: 5993, output_tokens: 2995 },
  };
  const output = [{ type: "web_search_call" }, { type: "web_search_call" }, { type: "web_search_call" }];
  const response = { object: "response", id: "resp_x", model: "grok-4.6", status: "completed", output, usage };
  const expected = {
    ...{ model: "grok-4.6", responseId: "resp_x", reasoning: "40", providerCost: "0.02923315 USD" },
    usage: { uncached_input: "4511", cache_read: "3072", output: "3192", web_search: "3" },
    unknown: ["usage.server_side_tool_usage_details.x_search_calls"],
  };

  it("count searches once, by the calls and not by the sources, and read the cost", () => {
    expect(extracted(response, { api: "openai-responses" })).toEqual(expected);
    expect(streamed([{ type: "response.completed", response }], { api: "openai-responses" })).toEqual(expected);
  });

  it("keep sources without calls by name, since no price is per source", () => {
    const live = { ...plainCounts, num_sources_used: 5 };
    expect(extracted({ usage: live }, { api: "xai" })).toEqual({
      usage: { uncached_input: "90", output: "10" },
      unknown: ["usage.num_sources_used"],
    });
  });
});

describe("Groq", () => {
  it("ignores times, and finds a stream's usage in x_groq", () => {
    const usage = { ...plainCounts, queue_time: exact("0.02"), prompt_time: exact("0.001"), total_time: exact("0.3") };
    const chunk = {
      id: "chatcmpl-g",
      object: "chat.completion.chunk",
      model: "llama-3.3-70b-versatile",
      service_tier: "on_demand",
    };
    const expected = {
      model: chunk.model,
      serviceTier: "on_demand",
      responseId: chunk.id,
      usage: { uncached_input: "90", output: "10" },
    };
    expect(extracted({ ...chunk, usage }, { api: "groq" })).toEqual(expected);
    expect(streamed([chunk, { ...chunk, x_groq: { id: "req_1", usage } }], { api: "groq" })).toEqual(expected);
  });
});

describe("DeepSeek", () => {
  it("reads hits and misses, which are the prompt", () => {
    const usage = {
      ...plainCounts,
      prompt_cache_hit_tokens: 64,
      prompt_cache_miss_tokens: 26,
      prompt_tokens_details: { cached_tokens: 64 },
    };
    expect(extracted({ usage }, { api: "deepseek" })).toEqual({
      usage: { uncached_input: "26", cache_read: "64", output: "10" },
    });
    expect(errorOf({ usage: { ...usage, prompt_cache_miss_tokens: 90 } }, { api: "deepseek" })).toBe(
      "usage.prompt_tokens: expected hits (64) and misses (90) together, found 90",
    );
  });
});

describe("Mistral", () => {
  it("reads cached tokens, seconds of audio and pages", () => {
    const usage = { ...plainCounts, num_cached_tokens: 50 };
    expect(extracted({ usage }, { api: "mistral" })).toEqual({
      usage: { uncached_input: "40", cache_read: "50", output: "10" },
    });
    const detailed = { ...plainCounts, prompt_token_details: { cached_tokens: 50 } };
    expect(extracted({ usage: detailed }, { api: "mistral" })).toEqual({
      usage: { uncached_input: "40", cache_read: "50", output: "10" },
    });
    const audio = { prompt_audio_seconds: 203, prompt_tokens: 4, total_tokens: 3264, completion_tokens: 635 };
    expect(extracted({ usage: audio }, { api: "mistral" })).toEqual({
      usage: { uncached_input: "4", output: "635", audio_second: "203" },
    });
    const pages = { model: "mistral-ocr-latest", usage_info: { pages_processed: 29, doc_size_bytes: 3002783 } };
    expect(extracted(pages, { api: "mistral" })).toMatchObject({ usage: { page: "29" } });
    expect(extracted({ ...pages, document_annotation: "{}" }, { api: "mistral" })).toMatchObject({
      usage: { page_annotated: "29" },
    });
  });
});

describe("Cohere", () => {
  it("takes what is billed, not what was tokenized, and rerank's searches", () => {
    const usage = {
      billed_units: { input_tokens: 5, output_tokens: 418 },
      tokens: { input_tokens: 71, output_tokens: 418 },
    };
    expect(extracted({ id: "c-1", usage }, { api: "cohere" })).toEqual({
      responseId: "c-1",
      usage: { uncached_input: "5", output: "418" },
    });
    const rerank = {
      id: "r-1",
      results: [],
      meta: { api_version: { version: "2" }, billed_units: { search_units: 3 } },
    };
    expect(extracted(rerank, { api: "cohere" })).toMatchObject({ usage: { search_unit: "3" } });
  });

  it("names billed units that no meter of ours holds", () => {
    const meta = { billed_units: { classifications: 2, cats: 1 } };
    expect(extracted({ meta }, { api: "cohere" })).toEqual({
      usage: {},
      unknown: ["usage.billed_units.classifications", "usage.billed_units.cats"],
    });
  });

  it("takes a stream's usage from its last event", () => {
    const usage = { billed_units: { input_tokens: 5, output_tokens: 7 } };
    const events = [
      { type: "message-start", id: "c-2" },
      { type: "message-end", delta: { finish_reason: "COMPLETE", usage } },
    ];
    expect(streamed(events, { api: "cohere" })).toEqual({
      responseId: "c-2",
      usage: { uncached_input: "5", output: "7" },
    });
  });
});

describe("OpenRouter", () => {
  const usage = {
    ...plainCounts,
    cost: exact("0.00014000000000000000001"),
    prompt_tokens_details: { cached_tokens: 80, cache_write_tokens: 4 },
  };

  it("R8 takes its cost once, without the upstream's", () => {
    const whole = { ...usage, is_byok: false, cost_details: { upstream_inference_cost: exact("0.00013") } };
    expect(
      extracted({ id: "gen-1", model: "anthropic/claude-sonnet-4.5", usage: whole }, { api: "openrouter" }),
    ).toEqual({
      ...{ model: "anthropic/claude-sonnet-4.5", responseId: "gen-1", providerCost: "0.00014000000000000000001 USD" },
      usage: { uncached_input: "6", cache_read: "80", cache_write: "4", output: "10" },
    });
  });

  it("says when the key was one's own, whose usage is on another bill", () => {
    expect(extracted({ usage: { ...usage, is_byok: true } }, { api: "openrouter" })).toMatchObject({
      unknown: ["usage.is_byok (own key)"],
    });
  });

  it("refuses a cost that went through a double", () => {
    expect(errorOf({ usage: { ...usage, cost: 0.00014 } }, { api: "openrouter" })).toContain(
      "expected an exact number",
    );
  });
});

describe("the list of APIs", () => {
  it("has one extractor for each", () => {
    expect(EXTRACTORS.map(({ api }) => api).sort()).toEqual([...API_FLAVORS].sort());
  });

  it.each<[string, object]>([
    ["gemini", { usageMetadata: {} }],
    ["anthropic", { type: "message", usage: { input_tokens: 1 } }],
    ["openai-responses", { object: "response", usage: {} }],
    ["cohere", { meta: { billed_units: {} } }],
    ["bedrock-converse", { usage: { inputTokens: 1 } }],
    ["bedrock-invoke", { prompt_token_count: 1 }],
    ["openrouter", { object: "chat.completion", usage: { prompt_tokens: 1, cost: 0 } }],
    ["deepseek", { object: "chat.completion", usage: { prompt_tokens: 1, prompt_cache_hit_tokens: 0 } }],
    ["groq", { object: "chat.completion", usage: { prompt_tokens: 1 }, x_groq: { id: "req_1" } }],
    ["xai", { object: "chat.completion", usage: { prompt_tokens: 1, num_sources_used: 0 } }],
    ["mistral", { usage_info: { pages_processed: 1 } }],
    ["openai-chat", { object: "chat.completion", usage: { prompt_tokens: 1 } }],
    ["openai-chat", { object: "list", usage: { prompt_tokens: 1 } }],
    ["openai-images", { data: [{ b64_json: "iVBO" }] }],
    ["openai-chat", { object: "chat.completion", usage: { prompt_tokens: 1, cost: { total_cost: 0.1 } } }],
    ["openai-audio", { text: "…", usage: { type: "tokens" } }],
    ["openai-compatible", { usage: { prompt_tokens: 1 } }],
  ])("knows %s by its shape", (api, response) => {
    expect(detectApi(response as Record<string, string>)).toBe(api);
  });

  it("knows none in anything else", () => {
    expect(detectApi({ error: { message: "overloaded" } })).toBeUndefined();
  });
});
