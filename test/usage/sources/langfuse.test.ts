import { describe, expect, it } from "vitest";
import { langfuseSource } from "../../../src/usage/sources/langfuse.js";
import { readFixture, summary } from "../fixture.js";
import { readOne, reasonOf } from "../read.js";

const rows = summary(readFixture(langfuseSource, "langfuse.csv"));
const lines = summary(readFixture(langfuseSource, "langfuse.jsonl"));

describe("Langfuse observations", () => {
  it("take usage_details as disjoint, and add reasoning to the output, which leaves it out", () => {
    expect(rows[1]).toEqual({
      ...{ id: "obs-2", time: "2026-10-08T07:00:03.250Z", provider: "openai", model: "gpt-5.4-2026-03-05" },
      ...{ serviceTier: "standard", project: "clx1", operation: "answer", reasoning: "64" },
      usage: { uncached_input: "700", cache_read: "1280", output: "154" },
    });
  });

  it("R8 reject details whose total says that the input holds the cached tokens already", () => {
    expect(rows[2]).toBe(
      "reject: usage_details.total: expected the parts' sum of 3590, found 2090; the parts exceed the total by exactly " +
        "the cached tokens: this looks like input that holds cached tokens already [2090 tokens]",
    );
  });

  it("skip spans, and reject a generation without a model", () => {
    expect(rows[0]).toBe('skip: no usage: an observation of type "SPAN"');
    expect(rows[3]).toBe("reject: expected a model and usage_details of a GENERATION, found no model");
  });

  it("read the camel case of the API, and keep keys without a meter by name", () => {
    expect(lines[0]).toEqual({
      ...{ id: "obs-9", time: "2026-10-08T09:00:02.000Z", provider: "anthropic", model: "claude-haiku-4-5" },
      ...{ serviceTier: "standard", project: "clx1", operation: "draft" },
      usage: { uncached_input: "12", cache_write: "300", output: "40" },
      unknown: ["usage_details.input_smell_tokens", "provider (read from the model's name)"],
    });
  });

  it("take the provider from the metadata, or reject a model that tells none", () => {
    expect(lines[1]).toMatchObject({ provider: "vllm", time: "2026-10-08T09:00:03.000Z" });
    expect(lines[2]).toMatch(/^reject: no provider for the model "house-model-7b"/);
  });

  it("reject counts that are none", () => {
    const usageDetails = { input: "some", output: -1 };
    const record = {
      id: "o",
      traceId: "t",
      type: "GENERATION",
      model: "gpt-4o",
      startTime: "2026-10-08T09:00:03Z",
      usageDetails,
    };
    expect(reasonOf(readOne(langfuseSource, record))).toBe(
      'usage_details.input: expected an exact number of 0 or more, found "some"; ' +
        "usage_details.output: expected an exact number of 0 or more, found -1",
    );
  });
});
