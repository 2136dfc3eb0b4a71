import { describe, expect, it } from "vitest";
import { errorOf, extracted, streamed } from "./extract.js";

const converse = { api: "bedrock-converse" } as const;
const invoke = { api: "bedrock-invoke" } as const;

describe("Bedrock Converse", () => {
  const usage = {
    ...{
      inputTokens: 14,
      outputTokens: 392,
      totalTokens: 4_206,
      cacheReadInputTokens: 1_800,
      cacheWriteInputTokens: 2_000,
    },
    cacheDetails: [
      { ttl: "5m", inputTokens: 1_500 },
      { ttl: "1h", inputTokens: 500 },
    ],
  };
  const expected = {
    uncached_input: "14",
    cache_read: "1800",
    cache_write_5m: "1500",
    cache_write_1h: "500",
    output: "392",
  };

  it("takes disjoint classes, writes by lifetime, the tier and the request's id", () => {
    const response = {
      ...{
        usage,
        metrics: { latencyMs: 812 },
        serviceTier: { type: "flex" },
        performanceConfig: { latency: "optimized" },
      },
      $metadata: { requestId: "8f0c1b7e-2f7e-4c58-8c7d-0d3b6a4f1e22" },
    };
    expect(extracted(response, converse)).toEqual({
      ...{ serviceTier: "flex", speed: "fast", responseId: "8f0c1b7e-2f7e-4c58-8c7d-0d3b6a4f1e22" },
      usage: expected,
    });
  });

  it("takes a stream's usage from its metadata event", () => {
    const events = [{ messageStart: { role: "assistant" } }, { messageStop: {} }, { metadata: { usage, metrics: {} } }];
    expect(streamed(events, converse)).toEqual({ usage: expected });
  });

  it("R8 refuses input that holds the cached tokens already", () => {
    const counted = { inputTokens: 1_814, outputTokens: 392, totalTokens: 2_206, cacheReadInputTokens: 1_800 };
    expect(errorOf({ usage: counted }, converse)).toBe(
      "totalTokens: expected the parts' sum of 4006, found 2206; the parts exceed the total by exactly the cached tokens: " +
        "this looks like input that holds cached tokens already",
    );
  });

  it("refuses lifetimes that do not sum to the writes", () => {
    const broken = { ...usage, cacheDetails: [{ ttl: "5m", inputTokens: 1 }] };
    expect(errorOf({ usage: broken }, converse)).toContain("expected the writes by lifetime to sum to 2000, found 1");
  });
});

describe("Bedrock InvokeModel", () => {
  const headers = { "x-amzn-bedrock-input-token-count": "30", "x-amzn-bedrock-output-token-count": "12" };

  it.each<[string, object, object]>([
    [
      "Anthropic",
      {
        type: "message",
        role: "assistant",
        usage: { input_tokens: 30, output_tokens: 12, cache_read_input_tokens: 5 },
      },
      { uncached_input: "30", cache_read: "5", output: "12" },
    ],
    [
      "Amazon Nova",
      { output: {}, usage: { inputTokens: 30, outputTokens: 12, totalTokens: 42 } },
      { uncached_input: "30", output: "12" },
    ],
    [
      "Amazon Titan",
      { inputTextTokenCount: 30, results: [{ tokenCount: 12 }] },
      { uncached_input: "30", output: "12" },
    ],
    [
      "Meta Llama",
      { generation: "…", prompt_token_count: 30, generation_token_count: 12 },
      { uncached_input: "30", output: "12" },
    ],
    [
      "Mistral",
      { choices: [], usage: { prompt_tokens: 30, completion_tokens: 12, total_tokens: 42 } },
      { uncached_input: "30", output: "12" },
    ],
    ["Cohere, from the headers", { text: "…", finish_reason: "COMPLETE" }, { uncached_input: "30", output: "12" }],
  ])("reads a body of %s, in agreement with the headers", (_maker, body, usage) => {
    expect(extracted(body as Record<string, string>, { ...invoke, headers })).toMatchObject({ usage });
  });

  it("refuses a body that disagrees with the headers", () => {
    const body = { prompt_token_count: 31, generation_token_count: 12 };
    expect(errorOf(body, { ...invoke, headers })).toBe(
      "expected the input of 31 that the body states, found 30 in the invocation's counts",
    );
  });

  it("reads cache counts from the headers where the body has none", () => {
    const cached = { ...headers, "x-amzn-bedrock-cache-read-input-token-count": "7" };
    expect(extracted({ text: "…" }, { ...invoke, headers: cached })).toEqual({
      usage: { uncached_input: "30", cache_read: "7", output: "12" },
    });
  });

  it("counts images, and refuses a body without any count", () => {
    expect(extracted({ images: ["iVBO", "iVBP"] }, invoke)).toEqual({ usage: { image: "2" } });
    expect(errorOf({ text: "…" }, invoke)).toContain("expected token counts in the body or in the headers");
  });

  it("R8 sums neither Anthropic's events nor Llama's running counts of a stream", () => {
    const metrics = { inputTokenCount: 30, outputTokenCount: 12, invocationLatency: 90, firstByteLatency: 40 };
    const claude = [
      {
        type: "message_start",
        message: {
          id: "msg_bdrk_01",
          type: "message",
          role: "assistant",
          usage: { input_tokens: 30, output_tokens: 1 },
        },
      },
      { type: "message_delta", usage: { output_tokens: 12 } },
      { type: "message_stop", "amazon-bedrock-invocationMetrics": metrics },
    ];
    expect(streamed(claude, invoke)).toMatchObject({
      responseId: "msg_bdrk_01",
      usage: { uncached_input: "30", output: "12" },
    });
    const llama = [
      { generation: "a", prompt_token_count: 30, generation_token_count: 1 },
      {
        generation: "b",
        prompt_token_count: null,
        generation_token_count: 12,
        "amazon-bedrock-invocationMetrics": metrics,
      },
    ];
    expect(streamed(llama, invoke)).toMatchObject({ usage: { uncached_input: "30", output: "12" } });
  });
});
