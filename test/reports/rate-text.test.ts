import { describe, expect, it } from "vitest";
import { meter } from "../../src/meters/index.js";
import { decimal } from "../../src/money/index.js";
import { perText } from "../../src/reports/rate-text.js";

describe("what a price is for", () => {
  it.each([
    ["uncached_input", "1000000", "1M tokens"],
    ["cache_read_audio", "1000", "1,000 tokens"],
    ["training_token", "1000000", "1M tokens"],
    ["image", "1", "image"],
    ["page", "1000", "1,000 pages"],
    ["web_search", "1000", "1,000 web searches"],
    ["character", "1000000", "1M characters"],
    ["audio_second", "60", "minute"],
    ["video_second", "1", "second"],
    ["code_second", "3600", "hour"],
    ["storage_gib_second", "86400", "GiB-day"],
    ["storage_gib_second", "2592000", "30 GiB-days"],
    ["cache_storage_token_second", "3600000000", "1M token-hours"],
    ["audio_second", "0.5", "0.5 seconds"],
  ])("%s per %s is said as a person says it: %s", (name, per, text) => {
    expect(perText(meter(name), decimal(per))).toBe(text);
  });
});
