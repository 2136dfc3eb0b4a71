import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, type JsonValue } from "../../src/money/index.js";
import { exportRecord, type UsageEvent } from "../../src/usage/index.js";
import { usageSource } from "../../src/usage/sources/usage.js";
import { anyEvent } from "./arbitrary.js";
import { eventOf, readOne } from "./read.js";

/** An event as plain data: equal decimals print alike whatever their scale. */
function asData(event: UsageEvent): unknown {
  const usage = [...event.usage].map(([meter, quantity]) => [meter, quantity.toString()]);
  return JSON.parse(JSON.stringify({ ...event, usage: usage.sort() }));
}

describe("an exported record", () => {
  it("reads back as the same event, to the last digit", () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const value: JsonValue = JSON.parse(exportRecord(event));
        expect(asData(eventOf(readOne(usageSource, value)))).toEqual(asData(event));
      }),
    );
  });

  it("is one line in the documented keys", () => {
    const event = eventOf(
      readOne(usageSource, {
        id: "req_1",
        time: "2026-10-03T12:34:56.789Z",
        provider: "xai",
        model: "grok-4",
        usage: { output: 50, audio_second: "0.5" },
        reasoning: 20,
        api_key: "key_1",
        charged: { amount: "0.03", currency: "USD", credits: "3" },
      }),
    );
    expect(exportRecord(event)).toBe(
      '{"id":"req_1","time":"2026-10-03T12:34:56.789Z","provider":"xai","model":"grok-4",' +
        '"usage":{"output":50,"audio_second":"0.5"},"reasoning":20,"service_tier":"standard","api_key":"key_1",' +
        '"requests":1,"charged":{"amount":"0.03","currency":"USD","credits":"3"},"source":"usage"}',
    );
    expect(event.reasoning?.equals(decimal("20"))).toBe(true);
  });
});
