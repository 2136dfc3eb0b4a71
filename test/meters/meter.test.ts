import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  COMMON_METERS,
  COUNT_METERS,
  cacheLifetime,
  inGroup,
  isInputMeter,
  isMeterGroup,
  isOutputMeter,
  isTokenMeter,
  meter,
  parseMeter,
} from "../../src/meters/index.js";

describe("a meter's name", () => {
  it("is made by the grammar: any lifetime of a cache write, any modality of a token meter", () => {
    const names = ["cache_write_30m", "cache_write_12h", "cache_write_7d", "cache_write_1h_audio", "cache_read_video"];
    expect(names.map(parseMeter)).toEqual(names);
    expect(COMMON_METERS.map(parseMeter)).toEqual(COMMON_METERS);
  });

  it("that the grammar does not make is none", () => {
    const others = [
      ...["input", "tokens", "output_reasoning", "reasoning", "cache_write_0m", "cache_write_5", "cache_write_05m"],
      ...[
        "Output",
        "output ",
        "output_text",
        "uncached_input_audio_image",
        "image_audio",
        "cache_write_*",
        "constructor",
        "",
      ],
    ];
    expect(others.filter((name) => parseMeter(name) !== undefined)).toEqual([]);
  });

  it("mistyped gets a suggestion", () => {
    expect(() => meter("uncached_inptu")).toThrow(
      'unknown meter "uncached_inptu"; did you mean uncached_input or uncached_input_audio?',
    );
    expect(() => meter("zzzzzzzzzz")).toThrow("docs/meters.md lists the meters");
  });

  it("states the lifetime of a cache write, or that none is stated", () => {
    const names = ["cache_write_5m", "cache_write_1h_image", "cache_write", "cache_write_video", "cache_read"];
    expect(names.map(cacheLifetime)).toEqual(["5m", "1h", "", "", undefined]);
  });
});

describe("the groups of meters", () => {
  const tokenMeters = fc
    .tuple(
      fc.constantFrom("uncached_input", "cache_read", "cache_write", "cache_write_5m", "output"),
      fc.constantFrom("", "_audio", "_image", "_video"),
    )
    .map((parts) => meter(parts.join("")));

  it("hold every token meter as either input or output, never both", () => {
    fc.assert(
      fc.property(tokenMeters, (name) => {
        expect(isTokenMeter(name)).toBe(true);
        expect(isInputMeter(name)).toBe(!isOutputMeter(name));
        expect(inGroup(name, "tokens")).toBe(true);
        expect(inGroup(name, "input")).toBe(isInputMeter(name));
        expect(inGroup(name, "cache_write_*")).toBe(name.startsWith("cache_write"));
      }),
    );
  });

  it("hold no meter that counts something other than tokens in a request", () => {
    const grouped = COUNT_METERS.map(meter).filter((name) => inGroup(name, "tokens") || inGroup(name, "input"));
    expect(grouped).toEqual([]);
  });

  it("are no meters, nor meters groups", () => {
    expect(["tokens", "input", "cache_write_*", "output"].map(isMeterGroup)).toEqual([true, true, true, false]);
  });
});
