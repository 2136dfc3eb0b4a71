import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/money/index.js";
import { otelSource } from "../../../src/usage/sources/otel.js";
import { readFixture, summary } from "../fixture.js";
import { readAll } from "../read.js";

const outcomes = summary(readFixture(otelSource, "otel.json"));

describe("OpenTelemetry GenAI spans", () => {
  it("R8 take cached tokens out of the input, which holds them", () => {
    expect(outcomes[0]).toEqual({
      ...{ id: "5b8efff798038103d269b633813fc60c:eee19b7ec3c1b174", time: "2026-10-05T09:00:04.123Z" },
      ...{ provider: "bedrock", model: "us.anthropic.claude-sonnet-4-5-20250929-v1:0", serviceTier: "standard" },
      ...{ project: "tide-chat", role: "planner", responseId: "msg_bdrk_7", reasoning: "100" },
      usage: { uncached_input: "200", cache_read: "3000", cache_write: "1000", output: "310" },
      unknown: ["gen_ai.usage.candle_tokens"],
    });
  });

  it("R8 skip an agent's span, which repeats the usage of its calls, and spans of anything else", () => {
    expect(outcomes.slice(1, 3)).toEqual([
      "skip: a span of invoke_agent: its model calls have their own",
      "skip: no usage: no span of a model call",
    ]);
  });

  it("read the older attribute names, and the status", () => {
    expect(outcomes[3]).toMatchObject({
      ...{ provider: "openai", model: "gpt-4o-2024-08-06", status: "error", time: "2026-10-05T10:00:00.000Z" },
      usage: { uncached_input: "120", output: "30" },
    });
  });

  it("R8 reject input that leaves cached tokens out", () => {
    expect(outcomes[4]).toMatch(/^reject: the cached tokens \(9000 read, 0 written\) exceed the input of 20/);
  });

  const span = (attributes: JsonObject[], more: JsonObject = {}): JsonObject => ({
    resourceSpans: [
      {
        scopeSpans: [
          { spans: [{ traceId: "t", spanId: "s", endTimeUnixNano: "1791194400000000000", ...more, attributes }] },
        ],
      },
    ],
  });
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const count = (key: string, intValue: string) => ({ key, value: { intValue } });
  const model = text("gen_ai.request.model", "gpt-4o");

  it("take the provider from the model's name where none is stated, and say so", () => {
    const read = readAll(otelSource, [span([model, count("gen_ai.usage.input_tokens", "7")])]);
    expect(summary(read)[0]).toMatchObject({ provider: "openai", unknown: ["provider (read from the model's name)"] });
  });

  it.each<[string, JsonObject, string]>([
    [
      "of an unknown provider",
      span([model, text("gen_ai.system", "hal"), count("gen_ai.usage.input_tokens", "7")]),
      'unknown provider "hal"',
    ],
    [
      "without a model",
      span([text("gen_ai.system", "openai"), count("gen_ai.usage.input_tokens", "7")]),
      "found neither",
    ],
    [
      "without an end",
      span([model, count("gen_ai.usage.input_tokens", "7")], { endTimeUnixNano: "0" }),
      "expected nanoseconds since 1970",
    ],
    [
      "without ids",
      span([model, count("gen_ai.usage.input_tokens", "7")], { spanId: "" }),
      "expected traceId and spanId",
    ],
    ["with a count in words", span([model, text("gen_ai.usage.input_tokens", "few")]), 'found "few"'],
  ])("reject a span %s", (_what, document, reason) => {
    expect(summary(readAll(otelSource, [document]))[0]).toContain(reason);
  });
});
