import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/money/index.js";
import { responsesSource } from "../../../src/usage/sources/responses.js";
import { readFixture, summary } from "../fixture.js";
import { eventOf, readOne, reasonOf } from "../read.js";

const outcomes = summary(readFixture(responsesSource, "responses.jsonl"));

describe("provider responses as received", () => {
  it("R8 are read in the provider's way of counting, though the shape is OpenAI's", () => {
    expect(outcomes[0]).toEqual({
      ...{ id: "0d2f", time: "2026-10-09T06:00:02.000Z", provider: "xai", model: "grok-4-fast-reasoning" },
      ...{ serviceTier: "standard", project: "proj_x", responseId: "0d2f", reasoning: "94" },
      usage: { uncached_input: "32", output: "103" },
    });
  });

  it("take from the log what the response does not state", () => {
    expect(outcomes[1]).toMatchObject({
      ...{ id: "aws-req-1", provider: "bedrock", model: "us.amazon.nova-pro-v1:0", region: "us-east-1" },
      usage: { uncached_input: "210", output: "33" },
    });
  });

  it("take the tier from the log where it states one, since a response out of a batch says standard", () => {
    expect(outcomes[2]).toMatchObject({ serviceTier: "batch" });
  });

  it("are read bare where they tell the provider and the time", () => {
    expect(outcomes[3]).toMatchObject({ id: "chatcmpl-D1", provider: "openai", time: "2026-10-09T06:00:05.000Z" });
    expect(outcomes[6]).toMatch(/^reject: the response does not state its provider/);
  });

  it("R8 are read as streams, with unknown keys of the log kept by name", () => {
    expect(outcomes[4]).toMatchObject({ usage: { uncached_input: "25", output: "15" }, unknown: ["shard"] });
  });

  it("skip an error, and reject parts that do not sum to the total", () => {
    expect(outcomes[5]).toBe("skip: an error response, which used nothing");
    expect(outcomes[7]).toBe("reject: total_tokens: expected the parts' sum of 29, found 30 [30 tokens]");
  });

  const chat = { object: "chat.completion", usage: { prompt_tokens: 5, completion_tokens: 5, total_tokens: 10 } };
  const wrapped = (change: object): JsonObject => ({
    ...{ provider: "openai", time: "2026-10-09T06:00:00Z", id: "1", model: "m", response: chat },
    ...change,
  });

  it.each<[string, object, string]>([
    ["an unknown provider", { provider: "opena" }, 'unknown provider "opena"; did you mean openai?'],
    ["an unknown API", { api: "soap" }, "api: expected one of openai-chat, openai-responses, "],
    ["no time", { time: null }, "the response does not state its time"],
    [
      "a time that is none",
      { time: "yesterday" },
      'time: expected a time such as 2026-10-03T12:34:56Z, found "yesterday"',
    ],
    ["no id", { id: null }, "the response does not state its id"],
    ["no model", { model: null }, "the response does not state its model"],
    ["a stream that was cut off", { stream: [{ choices: [] }], response: null }, "the stream ends without its usage"],
  ])("reject %s", (_what, change, reason) => {
    expect(reasonOf(readOne(responsesSource, wrapped(change)))).toContain(reason);
  });

  it.each<[string, object, string]>([
    ["as text", { created_at: "2026-10-09T06:00:05Z" }, "2026-10-09T06:00:05.000Z"],
    ["in seconds", { created_at: 1_791_525_605 }, "2026-10-09T06:00:05.000Z"],
    [
      "as completed, long after it was created",
      { created_at: 1, completed_at: 1_791_525_605 },
      "2026-10-09T06:00:05.000Z",
    ],
  ])("are dated by what the response states %s", (_what, stated, at) => {
    const record = wrapped({ time: null, response: { ...chat, ...stated } });
    expect(summary([readOne(responsesSource, record)])[0]).toMatchObject({ time: at });
  });

  it("keep the name that Bedrock was asked for, since a body there has its maker's", () => {
    const response = {
      type: "message",
      id: "msg_bdrk_2",
      model: "claude-x",
      usage: { input_tokens: 1, output_tokens: 1 },
    };
    const record = wrapped({ provider: "bedrock", model: "eu.anthropic.claude-x-v1:0", response });
    expect(eventOf(readOne(responsesSource, record)).model).toBe("eu.anthropic.claude-x-v1:0");
  });

  it.each<[string, object, string]>([
    ["azure", { ...chat, model: "gpt-4o", prompt_filter_results: [] }, "azure"],
    [
      "vertex",
      {
        usageMetadata: { promptTokenCount: 1, trafficType: "ON_DEMAND" },
        modelVersion: "gemini-3-pro",
        responseId: "g1",
      },
      "vertex",
    ],
    [
      "the Gemini API",
      { usageMetadata: { promptTokenCount: 1 }, modelVersion: "gemini-3-pro", responseId: "g1" },
      "gemini-api",
    ],
    ["bedrock", { type: "message", id: "msg_bdrk_1", model: "claude", usage: { input_tokens: 1 } }, "bedrock"],
    ["mistral", { ...chat, model: "mistral-large-latest" }, "mistral"],
  ])("tell %s by the shape of a bare response", (_what, response, provider) => {
    const bare = { id: "r1", created: 1791525605, ...response } as JsonObject;
    expect(eventOf(readOne(responsesSource, bare)).provider).toBe(provider);
  });

  it.each<[string, object[], object]>([
    [
      "openai",
      [
        {
          type: "response.completed",
          response: {
            object: "response",
            id: "resp_1",
            model: "gpt-5.4",
            usage: { input_tokens: 3, output_tokens: 2 },
          },
        },
      ],
      { uncached_input: "3", output: "2" },
    ],
    [
      "bedrock",
      [{ messageStop: {} }, { metadata: { usage: { inputTokens: 3, outputTokens: 2 } } }],
      { uncached_input: "3", output: "2" },
    ],
    ["groq", [{ id: "g", x_groq: { usage: chat.usage } }], { uncached_input: "5", output: "5" }],
    [
      "vertex",
      [{ usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2 } }],
      { uncached_input: "3", output: "2" },
    ],
  ])("read a stream of %s by its events", (provider, stream, usage) => {
    const { response: _, ...record } = wrapped({ provider });
    expect(summary([readOne(responsesSource, { ...record, stream } as JsonObject)])[0]).toMatchObject({ usage });
  });
});
