import { describe, expect, it } from "vitest";
import {
  addUsage,
  isFamily,
  isProvider,
  isServiceTier,
  type Meter,
  mapServiceTier,
  meter,
  wholeInput,
} from "../../src/meters/index.js";
import { type Decimal, decimal } from "../../src/money/index.js";

function usage(parts: Record<string, string>): Map<Meter, Decimal> {
  return new Map(Object.entries(parts).map(([name, quantity]) => [meter(name), decimal(quantity)]));
}

describe("a vendor's word for a service tier", () => {
  it("is mapped to ours, whatever its letter case", () => {
    const words = ["default", "on_demand", "Batch API", "FLEX", " priority ", "provisioned", "free"];
    expect(words.map(mapServiceTier)).toEqual([
      "standard",
      "standard",
      "batch",
      "flex",
      "priority",
      "reserved",
      "free",
    ]);
  });

  it("that maps to none stays as it is, visible and unpriced", () => {
    const words = ["auto", "scale", "constructor", "__proto__", "Turbo "];
    expect(words.map(mapServiceTier)).toEqual(words);
    expect(words.some(isServiceTier)).toBe(false);
  });
});

describe("the closed words", () => {
  it("tell who bills from who made the model", () => {
    expect([isProvider("bedrock"), isFamily("bedrock"), isProvider("google"), isFamily("google")]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe("usage", () => {
  it("has a whole input of every input meter of every modality, cached or not, and of nothing else", () => {
    const parts = { uncached_input: "100", cache_read: "20", cache_write_1h: "3", uncached_input_audio: "0.5" };
    expect(wholeInput(usage({ ...parts, output: "1000", web_search: "2" })).toString()).toBe("123.5");
  });

  it("adds meter by meter, and leaves absent what neither used", () => {
    const sum = usage({ uncached_input: "1", output: "2" });
    addUsage(sum, usage({ output: "3", image: "1" }));
    expect([...sum].map(([name, quantity]) => `${name}=${quantity}`)).toEqual([
      "uncached_input=1",
      "output=5",
      "image=1",
    ]);
  });
});
