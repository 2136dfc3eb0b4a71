import { describe, expect, it } from "vitest";
import { errorOf, extracted, streamErrorOf, streamed } from "./extract.js";

const api = { api: "anthropic" } as const;

const message = (usage: object) => ({
  ...{ id: "msg_01Qx", type: "message", role: "assistant", model: "claude-sonnet-4-5-20250929" },
  usage: usage as Record<string, number>,
});

describe("Anthropic Messages", () => {
  it("R8 takes its classes as they are: input_tokens leaves cached tokens out", () => {
    const usage = {
      ...{ input_tokens: 21, cache_read_input_tokens: 18_432, cache_creation_input_tokens: 1_540, output_tokens: 612 },
      cache_creation: { ephemeral_5m_input_tokens: 940, ephemeral_1h_input_tokens: 600 },
      output_tokens_details: { thinking_tokens: 300 },
      server_tool_use: { web_search_requests: 2, web_fetch_requests: 1 },
      ...{ service_tier: "priority", inference_geo: "us", speed: "fast" },
    };
    expect(extracted(message(usage), api)).toEqual({
      ...{ model: "claude-sonnet-4-5-20250929", responseId: "msg_01Qx", reasoning: "300" },
      ...{ serviceTier: "priority", regionClass: "us", speed: "fast" },
      usage: {
        ...{ uncached_input: "21", cache_read: "18432", cache_write_5m: "940", cache_write_1h: "600", output: "612" },
        ...{ web_search: "2", web_fetch: "1" },
      },
    });
  });

  it("R8 never adds the total of cache writes to its parts, and refuses a total that is not their sum", () => {
    const usage = { input_tokens: 1, output_tokens: 1, cache_creation_input_tokens: 100 };
    const split = (minutes: number, hour: number) =>
      message({ ...usage, cache_creation: { ephemeral_5m_input_tokens: minutes, ephemeral_1h_input_tokens: hour } });
    expect(extracted(split(60, 40), api)).toMatchObject({ usage: { cache_write_5m: "60", cache_write_1h: "40" } });
    expect(errorOf(split(60, 0), api)).toBe(
      "usage.cache_creation_input_tokens: expected the writes of 5 minutes (60) and 1 hour (0) together, 60, found 100",
    );
  });

  it("leaves the lifetime open where the writes are not split", () => {
    const usage = { input_tokens: 1, output_tokens: 1, cache_creation_input_tokens: 25 };
    expect(extracted(message(usage), api)).toMatchObject({ usage: { cache_write: "25" } });
  });

  it("does not take a region from a geography that was not available", () => {
    const usage = { input_tokens: 1, output_tokens: 1, inference_geo: "not_available" };
    expect(extracted(message(usage), api)).not.toHaveProperty("regionClass");
  });

  it("adds the samplings of a compaction, which the top level leaves out", () => {
    const usage = {
      ...{ input_tokens: 23_000, output_tokens: 1_000 },
      iterations: [
        { type: "compaction", input_tokens: 180_000, output_tokens: 3_500 },
        { type: "message", input_tokens: 23_000, output_tokens: 1_000 },
        { type: "advisor_message", model: "claude-opus-5", input_tokens: 7, output_tokens: 7 },
      ],
    };
    expect(extracted(message(usage), api)).toMatchObject({
      usage: { uncached_input: "203000", output: "4500" },
      unknown: ["usage.iterations[2] (advisor_message)"],
    });
  });

  it("R8 does not sum the start and the deltas of a stream", () => {
    const start = {
      input_tokens: 472,
      cache_read_input_tokens: 9_000,
      cache_creation_input_tokens: 0,
      output_tokens: 2,
    };
    const events = [
      { type: "message_start", message: message({ ...start, service_tier: "standard" }) },
      { type: "content_block_delta", delta: { text: "…" } },
      { type: "message_delta", delta: {}, usage: { output_tokens: 44 } },
      {
        type: "message_delta",
        delta: {},
        usage: { input_tokens: 472, cache_read_input_tokens: null, output_tokens: 89 },
      },
      { type: "message_stop" },
    ];
    expect(streamed(events, api)).toMatchObject({
      ...{ responseId: "msg_01Qx", serviceTier: "standard" },
      usage: { uncached_input: "472", cache_read: "9000", output: "89" },
    });
    expect(streamErrorOf(events.slice(0, 2), api)).toMatch(/^the stream ends without its usage/);
  });

  it("refuses more thinking than output", () => {
    const usage = { input_tokens: 1, output_tokens: 5, output_tokens_details: { thinking_tokens: 6 } };
    expect(errorOf(message(usage), api)).toContain("this looks like output that leaves reasoning out");
  });
});
