import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/money/index.js";
import { responsesSource } from "../../../src/usage/sources/responses.js";
import { summary } from "../fixture.js";
import { readAll, readOne, reasonOf } from "../read.js";

const time = "2026-10-09T08:30:00Z";

const openai = {
  id: "batch_req_7f3a",
  custom_id: "ticket-1",
  response: {
    status_code: 200,
    request_id: "req_c1",
    body: {
      ...{ id: "chatcmpl-B1", object: "chat.completion", created: 1_791_500_000, model: "gpt-5.4-2026-03-05" },
      usage: {
        ...{ prompt_tokens: 1400, completion_tokens: 90, total_tokens: 1490 },
        prompt_tokens_details: { cached_tokens: 1024, audio_tokens: 0 },
      },
      service_tier: "default",
    },
  },
  error: null,
};

const anthropic = {
  custom_id: "doc-1",
  time,
  result: {
    type: "succeeded",
    message: {
      ...{ id: "msg_01Batch", type: "message", role: "assistant", model: "claude-sonnet-4-5-20250929" },
      usage: {
        ...{ input_tokens: 12, cache_creation_input_tokens: 300, cache_read_input_tokens: 2000, output_tokens: 44 },
        cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
        service_tier: "batch",
      },
    },
  },
};

const gemini = {
  key: "row-3",
  time,
  response: {
    ...{ responseId: "gem-1", modelVersion: "gemini-2.5-flash" },
    usageMetadata: { promptTokenCount: 80, candidatesTokenCount: 20, thoughtsTokenCount: 30, totalTokenCount: 130 },
  },
};

const vertex = {
  status: "",
  processed_time: "2026-10-09T07:11:12.500+00:00",
  request: { contents: [] },
  response: { ...gemini.response, responseId: "vtx-1" },
};

const bedrock = {
  recordId: "CALL0000001",
  ...{ model: "us.anthropic.claude-sonnet-4-5-20250929-v1:0", time },
  modelInput: { max_tokens: 100 },
  modelOutput: {
    ...{ id: "msg_bdrk_9", type: "message", role: "assistant", model: "claude-sonnet-4-5-20250929" },
    usage: { input_tokens: 70, output_tokens: 8 },
  },
};

describe("the output file of a batch", () => {
  it("is read at the batch tier, whatever tier the response repeats", () => {
    const events = summary(readAll(responsesSource, [openai, anthropic, gemini, vertex, bedrock]));
    expect(events).toEqual([
      {
        ...{ id: "batch_req_7f3a", time: "2026-10-08T22:53:20.000Z", provider: "openai", model: "gpt-5.4-2026-03-05" },
        ...{ serviceTier: "batch", responseId: "chatcmpl-B1" },
        usage: { uncached_input: "376", cache_read: "1024", output: "90" },
      },
      {
        ...{ id: "msg_01Batch", time: "2026-10-09T08:30:00.000Z", provider: "anthropic" },
        ...{ model: "claude-sonnet-4-5-20250929", serviceTier: "batch", responseId: "msg_01Batch" },
        usage: { uncached_input: "12", cache_read: "2000", cache_write_5m: "100", cache_write_1h: "200", output: "44" },
      },
      {
        ...{ id: "gem-1", time: "2026-10-09T08:30:00.000Z", provider: "gemini-api", model: "gemini-2.5-flash" },
        ...{ serviceTier: "batch", responseId: "gem-1", reasoning: "30" },
        usage: { uncached_input: "80", output: "50" },
      },
      {
        ...{ id: "vtx-1", time: "2026-10-09T07:11:12.500Z", provider: "vertex", model: "gemini-2.5-flash" },
        ...{ serviceTier: "batch", responseId: "vtx-1", reasoning: "30" },
        usage: { uncached_input: "80", output: "50" },
      },
      {
        ...{ id: "CALL0000001", time: "2026-10-09T08:30:00.000Z", provider: "bedrock", model: bedrock.model },
        ...{ serviceTier: "batch", responseId: "msg_bdrk_9" },
        usage: { uncached_input: "70", output: "8" },
      },
    ]);
  });

  it.each<[string, object]>([
    ["OpenAI", openai],
    ["OpenAI's errors", { id: "batch_req_8", custom_id: "t", response: null, error: { code: "batch_expired" } }],
    ["Anthropic", anthropic],
    ["Gemini", gemini],
    ["Bedrock", bedrock],
  ])("is found by the shape of a line of %s", (_vendor, line) => {
    expect(responsesSource.detect({ records: [line as JsonObject] })).toBe(true);
  });

  it.each<[string, object, string]>([
    ["whose batch expired", { custom_id: "t", response: null, error: { code: "batch_expired" } }, "failed"],
    [
      "that was refused",
      { custom_id: "t", response: { status_code: 400, body: { error: { message: "too long" } } }, error: null },
      "failed",
    ],
    ["that Anthropic expired", { custom_id: "t", result: { type: "expired" } }, "expired before it ran"],
    ["that was cancelled", { custom_id: "t", result: { type: "canceled" } }, "cancelled before it ran"],
    ["that errored", { custom_id: "t", result: { type: "errored", error: { type: "error" } } }, "failed"],
    ["that Gemini refused", { key: "row-9", error: { code: 3 } }, "failed"],
    ["that Bedrock refused", { recordId: "C2", modelInput: {}, error: { errorCode: 400 } }, "failed"],
  ])("skips a request %s, which used nothing", (_what, line, reason) => {
    const outcome = readOne(responsesSource, line as JsonObject);
    expect(outcome.kind).toBe("skip");
    expect(reasonOf(outcome)).toContain(reason);
  });

  it("asks for the time where the vendor's file states none", () => {
    const { time: _, ...line } = anthropic;
    const outcome = readOne(responsesSource, line);
    expect(outcome.kind).toBe("reject");
    expect(reasonOf(outcome)).toContain('{"time": "2026-10-03T12:34:56Z"');
  });

  it("leaves a log that names its provider at the tier of its response", () => {
    const [event] = summary(readAll(responsesSource, [{ ...gemini, provider: "gemini-api" }]));
    expect(event).toMatchObject({ serviceTier: "standard", unknown: ["key"] });
  });
});
