import { describe, expect, it } from "vitest";
import { errorOf, extracted, streamErrorOf, streamed } from "./extract.js";

const chat = { api: "openai-chat" } as const;
const responses = { api: "openai-responses" } as const;

const completion = (usage: object) => ({
  id: "chatcmpl-C2hQ9",
  object: "chat.completion",
  created: 1791030896,
  model: "gpt-5.4-2026-03-05",
  choices: [{ index: 0, message: { role: "assistant", content: "ok" }, finish_reason: "stop" }],
  usage: usage as Record<string, number>,
  service_tier: "flex",
});

describe("OpenAI Chat Completions", () => {
  it("takes cached and cache-written tokens out of the input, and leaves reasoning inside the output", () => {
    const usage = {
      ...{ prompt_tokens: 2614, completion_tokens: 305, total_tokens: 2919 },
      prompt_tokens_details: { cached_tokens: 2048, cache_write_tokens: 384, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 192, audio_tokens: 0, rejected_prediction_tokens: 0 },
    };
    expect(extracted(completion(usage), chat)).toEqual({
      model: "gpt-5.4-2026-03-05",
      serviceTier: "flex",
      responseId: "chatcmpl-C2hQ9",
      usage: { cache_write: "384", uncached_input: "182", cache_read: "2048", output: "305" },
      reasoning: "192",
    });
  });

  it("tells audio and text apart, cached or not", () => {
    const usage = {
      ...{ prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 },
      prompt_tokens_details: {
        ...{ cached_tokens: 300, audio_tokens: 600, text_tokens: 400 },
        cached_tokens_details: { text_tokens: 100, audio_tokens: 200 },
      },
      completion_tokens_details: { audio_tokens: 150, text_tokens: 50 },
    };
    expect(extracted(completion(usage), chat)).toMatchObject({
      usage: {
        ...{ uncached_input: "300", uncached_input_audio: "400", cache_read: "100", cache_read_audio: "200" },
        ...{ output: "50", output_audio: "150" },
      },
    });
  });

  it("counts as cached what cannot have been fresh, and says that the overlap was not stated", () => {
    const usage = {
      ...{ prompt_tokens: 1000, completion_tokens: 5, total_tokens: 1005 },
      prompt_tokens_details: { cached_tokens: 500, image_tokens: 700 },
    };
    expect(extracted(completion(usage), chat)).toMatchObject({
      usage: { uncached_input_image: "500", cache_read_image: "200", cache_read: "300", output: "5" },
      unknown: ["cached image tokens (not stated; at least 200)"],
    });
  });

  it("keeps usage fields that it does not know by path", () => {
    const usage = {
      ...{ prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, hologram_tokens: 3 },
      completion_tokens_details: { reasoning_tokens: 0, dream_tokens: 1 },
    };
    expect(extracted(completion(usage), chat)).toMatchObject({
      unknown: ["usage.hologram_tokens", "usage.completion_tokens_details.dream_tokens"],
    });
  });

  it("reads embeddings, which have no output", () => {
    const response = {
      object: "list",
      data: [],
      model: "text-embedding-3-small",
      usage: { prompt_tokens: 8, total_tokens: 8 },
    };
    expect(extracted(response, chat)).toEqual({ model: "text-embedding-3-small", usage: { uncached_input: "8" } });
  });

  it("R8 takes a stream's usage from its last chunk, though chunks before it state some", () => {
    const chunk = (usage: object | null) => ({
      ...completion({}),
      object: "chat.completion.chunk",
      usage: usage as null,
    });
    const events = [
      chunk(null),
      chunk({ prompt_tokens: 12, completion_tokens: 1, total_tokens: 13 }),
      chunk({ prompt_tokens: 12, completion_tokens: 9, total_tokens: 21 }),
      "[DONE]",
    ];
    expect(streamed(events, chat)).toMatchObject({ usage: { uncached_input: "12", output: "9" }, serviceTier: "flex" });
    expect(streamErrorOf([chunk(null)], chat)).toMatch(/^the stream ends without its usage/);
  });

  it.each<[string, object, string]>([
    [
      "R8 input that leaves cached tokens out (Anthropic's way) is refused",
      { prompt_tokens: 400, completion_tokens: 50, total_tokens: 1250, prompt_tokens_details: { cached_tokens: 800 } },
      "total_tokens: expected the parts' sum of 450, found 1250; the total exceeds the parts by exactly the cached tokens: " +
        "this looks like input that leaves cached tokens out",
    ],
    [
      "R8 output that leaves reasoning out (xAI's way) is refused",
      {
        prompt_tokens: 32,
        completion_tokens: 9,
        total_tokens: 135,
        completion_tokens_details: { reasoning_tokens: 94 },
      },
      "the total exceeds the parts by exactly the reasoning tokens: this looks like output that leaves reasoning tokens out",
    ],
    [
      "more cached tokens than input are refused, with no total to tell",
      { prompt_tokens: 400, completion_tokens: 50, prompt_tokens_details: { cached_tokens: 800 } },
      "the cached tokens (800 read, 0 written) exceed the input of 400, which should hold them; " +
        "this looks like input that leaves cached tokens out",
    ],
    [
      "a sum that fits nothing is refused",
      { prompt_tokens: 4, completion_tokens: 5, total_tokens: 10 },
      "expected the parts' sum of 9, found 10",
    ],
    [
      "counts in words are refused",
      { prompt_tokens: "many" },
      'usage.prompt_tokens: expected an exact number of 0 or more, found "many"',
    ],
    ["a double's fraction is refused", { prompt_tokens: 0.5 }, "expected an exact number of 0 or more, found 0.5"],
    ["no counts are refused", {}, "usage: expected token counts, found none"],
  ])("%s", (_what, usage, reason) => {
    expect(errorOf(completion(usage), chat)).toContain(reason);
  });
});

describe("OpenAI Responses", () => {
  const response = {
    ...{ id: "resp_67ab", object: "response", status: "completed", model: "gpt-5.6-terra", service_tier: "default" },
    output: [
      { type: "web_search_call", status: "completed", action: { type: "search", query: "tides" } },
      { type: "web_search_call", status: "completed", action: { type: "open_page", url: "https://a.example" } },
      { type: "file_search_call", status: "completed" },
      { type: "code_interpreter_call", container_id: "cntr_1" },
    ],
    usage: {
      ...{ input_tokens: 5000, output_tokens: 700, total_tokens: 5700 },
      input_tokens_details: { cached_tokens: 1800, cache_write_tokens: 200 },
      output_tokens_details: { reasoning_tokens: 512 },
    },
  };
  const expected = {
    ...{ model: "gpt-5.6-terra", serviceTier: "default", responseId: "resp_67ab", reasoning: "512" },
    usage: {
      ...{ uncached_input: "3000", cache_read: "1800", cache_write: "200", output: "700" },
      ...{ web_search: "1", file_search: "1" },
    },
    unknown: ["output.code_interpreter_call"],
  };

  it("R8 reads input_tokens_details, and counts searches but not the pages opened after them", () => {
    expect(extracted(response, responses)).toEqual(expected);
  });

  it("R8 takes a stream's usage from its final event alone", () => {
    const early = {
      type: "response.in_progress",
      response: { ...response, usage: { input_tokens: 5000, output_tokens: 1 } },
    };
    expect(streamed([early, { type: "response.completed", response }], responses)).toEqual(expected);
    expect(streamErrorOf([early], responses)).toMatch(/^the stream ends without its usage/);
  });
});

describe("OpenAI images and audio", () => {
  it("reads image tokens with their size and quality", () => {
    const response = {
      ...{ created: 1791030896, size: "1024x1536", quality: "high", data: [{ b64_json: "iVBO" }] },
      usage: {
        ...{ input_tokens: 450, output_tokens: 6240, total_tokens: 6690 },
        input_tokens_details: { text_tokens: 62, image_tokens: 388 },
      },
    };
    expect(extracted(response, { api: "openai-images" })).toEqual({
      variant: { size: "1024x1536", quality: "high" },
      usage: { uncached_input: "62", uncached_input_image: "388", output_image: "6240" },
    });
  });

  it("counts images where no usage is stated", () => {
    const response = { created: 1, data: [{ url: "https://a.example/1" }, { url: "https://a.example/2" }] };
    expect(extracted(response, { api: "openai-images" })).toEqual({ usage: { image: "2" } });
    expect(errorOf({ data: [] }, { api: "openai-images" })).toContain("found neither");
  });

  it("reads transcriptions in tokens and in seconds", () => {
    const tokens = { type: "tokens", input_tokens: 640, output_tokens: 101, total_tokens: 741 };
    const response = { text: "…", usage: { ...tokens, input_token_details: { text_tokens: 10, audio_tokens: 630 } } };
    const audio = { api: "openai-audio" } as const;
    expect(extracted(response, audio)).toEqual({
      usage: { uncached_input: "10", uncached_input_audio: "630", output: "101" },
    });
    expect(extracted({ text: "…", usage: { type: "duration", seconds: 37 } }, audio)).toEqual({
      usage: { audio_second: "37" },
    });
  });

  it("reads a realtime response from its last event", () => {
    const usage = { total_tokens: 30, input_tokens: 20, output_tokens: 10, input_token_details: { audio_tokens: 15 } };
    const events = [{ type: "session.created" }, { type: "response.done", response: { id: "resp_1", usage } }];
    expect(streamed(events, { api: "openai-audio" })).toEqual({
      responseId: "resp_1",
      usage: { uncached_input: "5", uncached_input_audio: "15", output: "10" },
    });
  });
});
