import { describe, expect, it } from "vitest";
import { litellmSource } from "../../../src/usage/sources/litellm.js";
import { csvRows, readFixture, summary } from "../fixture.js";
import { readOne, reasonOf } from "../read.js";

const outcomes = summary(readFixture(litellmSource, "litellm.json"));

describe("LiteLLM spend logs", () => {
  it("R8 take cache reads and writes out of prompt_tokens, which holds both for every provider", () => {
    expect(outcomes[0]).toEqual({
      ...{ id: "chatcmpl-6b1c", time: "2026-10-07T11:00:04.456Z", provider: "anthropic", model: "claude-sonnet-4-5" },
      ...{ serviceTier: "priority", regionClass: "us", speed: "fast", unknown: ["metadata.usage_object.moon_tokens"] },
      ...{ project: "team-tides", apiKey: "sha256:9f86d081884c…0a08", tenant: "acme" },
      ...{ responseId: "chatcmpl-6b1c", reasoning: "80" },
      usage: {
        ...{ uncached_input: "500", cache_read: "12000", cache_write_5m: "2000", cache_write_1h: "500" },
        ...{ output: "200", web_search: "1" },
      },
    });
  });

  it("never keep the user's e-mail address, nor LiteLLM's own estimate as a provider's cost", () => {
    expect(JSON.stringify(outcomes)).not.toContain("someone@");
    expect(JSON.stringify(outcomes)).not.toContain("0.04512");
  });

  it("skip answers from LiteLLM's own cache and calls that failed", () => {
    expect(outcomes.slice(1, 3)).toEqual([
      "skip: answered from LiteLLM's cache: no provider was called",
      "skip: a failed call, which used nothing",
    ]);
  });

  it("reject a charge whose units are not logged", () => {
    expect(outcomes[3]).toBe(
      "reject: record 4: expected usage, found none beside a spend of 0.04: what the call counts is not logged",
    );
  });

  it("R8 reject a prompt that leaves the cached tokens out", () => {
    expect(outcomes[4]).toMatch(/^reject: record 5: the cached tokens \(900 read, 0 written\) exceed the input of 300/);
  });

  it("read the table as CSV, with its nested JSON", () => {
    expect(summary(readFixture(litellmSource, "litellm.csv"))).toEqual([
      {
        ...{ id: "chatcmpl-7a01", time: "2026-10-07T12:00:02.500Z", provider: "azure", model: "gpt-4o-eu" },
        ...{ serviceTier: "standard", project: "team-tides", apiKey: "key-hash-1", responseId: "chatcmpl-7a01" },
        ...{ reasoning: "0", usage: { uncached_input: "360", cache_read: "640", output: "50" } },
      },
    ]);
    expect(litellmSource.detect({ header: csvRows("litellm.csv").header })).toBe(true);
  });

  it("name everything that a row lacks", () => {
    const row = { prompt_tokens: 4, completion_tokens: 1, total_tokens: 5, custom_llm_provider: "hal" };
    expect(reasonOf(readOne(litellmSource, row))).toBe(
      "request_id: expected text, found nothing; endTime: expected a time, found nothing; " +
        'model: expected text, found nothing; custom_llm_provider: unknown provider "hal"',
    );
  });
});
