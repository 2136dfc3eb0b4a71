import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { billedItemReader } from "../../../src/invoices/formats/billed-item.js";
import { parseLineItem } from "../../../src/invoices/formats/line-item.js";

const read = (text: string) => {
  const { name, meter, serviceTier = "not stated", context = "not stated" } = parseLineItem(text);
  return [name, meter, serviceTier, context];
};

describe("a line item that fits the grammar is taken apart", () => {
  test.each([
    ["gpt-4o-2024-08-06, input", "gpt-4o-2024-08-06", "uncached_input", "standard", "short"],
    ["gpt-4o-2024-08-06, cached input", "gpt-4o-2024-08-06", "cache_read", "standard", "short"],
    ["gpt-5.6-sol, cache writes", "gpt-5.6-sol", "cache_write", "standard", "short"],
    ["gpt-5-nano, input_tokens", "gpt-5-nano", "uncached_input", "standard", "short"],
    ["gpt-5-nano, output_tokens", "gpt-5-nano", "output", "standard", "short"],
    ["gpt-5.4-2026-03-05, cached input, long context", "gpt-5.4-2026-03-05", "cache_read", "standard", "long"],
    ["priority | gpt-5.6-sol, output, long context", "gpt-5.6-sol", "output", "priority", "long"],
    ["Batch API | gpt-4o, input", "gpt-4o", "uncached_input", "batch", "short"],
    ["batch api | gpt-5_1-2025-11-13, output", "gpt-5_1-2025-11-13", "output", "batch", "short"],
    ["gpt-image-2-2026-04-21 image, output", "gpt-image-2-2026-04-21", "output_image", "standard", "short"],
    ["gpt-image-2-2026-04-21 image, cached input", "gpt-image-2-2026-04-21", "cache_read_image", "standard", "short"],
    ["gpt-image-2-2026-04-21 text, input", "gpt-image-2-2026-04-21", "uncached_input", "standard", "short"],
    [
      "gpt-audio-mini-2025-12-15 audio, input",
      "gpt-audio-mini-2025-12-15",
      "uncached_input_audio",
      "standard",
      "short",
    ],
    ["ft-gpt-4o-2024-08-06, input", "ft-gpt-4o-2024-08-06", "uncached_input", "standard", "short"],
    ["assistants api | gpt-4o-2024-08-06, input", "gpt-4o-2024-08-06", "uncached_input", "standard", "short"],
    ["gpt-image-2-2026-04-21 image, cache writes", "gpt-image-2-2026-04-21", "cache_write_image", "standard", "short"],
    ["batch api | web search tool calls", "web search tool calls", "web_search", "batch", "not stated"],
    ["flex | gpt-5-mini", "gpt-5-mini", null, "flex", "not stated"],
    ["batch api | gpt-image-2.5-sunburst image", "gpt-image-2.5-sunburst", null, "batch", "not stated"],
    ["whisper-1, audio", "whisper-1", null, "standard", "not stated"],
  ])("%s", (text, ...parts) => {
    expect(read(text)).toEqual(parts);
  });
});

describe("a line item that does not fit stays whole and guesses nothing", () => {
  test.each([
    "Promotional credit",
    "assistants api | file search",
    "gpt-9-hyper, dreams",
    "DALL·E 3, standard, 1024x1792, 1792x1024",
    "enterprise | gpt-5.4, input, weekly",
    "whisper-1, audio, long context",
    "turbo | gpt-5.4, input",
    ", input",
    "flex |  ",
    "constructor",
    "gpt-5.4, constructor",
  ])("%s", (text) => {
    expect(read(text)).toEqual([text.trim(), null, "not stated", "not stated"]);
  });

  test("any text gives a name that is part of it", () => {
    const words = fc.constantFrom(
      " | ",
      ", ",
      "batch api",
      "flex",
      "input",
      "audio",
      " image",
      "long context",
      "gpt-5",
    );
    const texts = fc.array(fc.oneof(words, fc.string()), { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        expect(text).toContain(parseLineItem(text).name);
      }),
    );
  });
});

describe("the unit says what is counted and in what", () => {
  const billed = billedItemReader();
  test.each([
    ["gpt-5.4, input", "tokens", "uncached_input", "1"],
    ["gpt-5.4, input", "1000_tokens", "uncached_input", "1000"],
    ["flex | gpt-5-mini", "tokens", "tokens", "1"],
    ["whisper-1, audio", "duration_seconds", "audio_second", "1"],
    ["whisper-1, audio", "duration_minutes", "audio_second", "60"],
    ["whisper", "duration_hours", "audio_second", "3600"],
    ["Vector storage", "gibibyte_hours", "storage_gib_second", "3600"],
    ["DALL·E 3, standard, 1024x1792, 1792x1024", "images", "image", "1"],
    ["tts-1", "characters", "character", "1"],
    ["web search tool calls", "", "web_search", "1"],
    ["gpt-4o, input", "", "uncached_input", "1"],
  ])("%s in %s counts %s, times %s", (lineItem, unit, meter, factor) => {
    const item = billed(lineItem, unit);
    expect([item.meter, item.factor?.toString()]).toEqual([meter, factor]);
  });

  test.each([
    ["Vector storage", ""],
    ["assistants api | file search", ""],
    ["gpt-realtime", "duration_seconds"],
    ["web search tool calls", "tokens"],
    ["gpt-5.4, input", "furlongs"],
  ])("%s in %j states no quantity that can be used", (lineItem, unit) => {
    expect(billed(lineItem, unit).factor).toBeNull();
  });
});
