import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean, InputError, sortFindings, suggest, UsageError } from "../../src/findings/index.js";

describe("a suggestion", () => {
  const commands = ["list", "show", "compare", "estimate", "reconcile", "validate"];

  it("is near by letters, swapped neighbours, or as a part of the name", () => {
    expect(suggest("lits", commands)).toEqual(["list"]);
    expect(suggest("reconsile", commands)).toEqual(["reconcile"]);
    expect(suggest("VALIDATE", commands)).toEqual(["validate"]);
    expect(suggest("sonnet", ["claude-sonnet-5", "gpt-5.4"])).toEqual(["claude-sonnet-5"]);
  });

  it("is none rather than a far one", () => {
    expect(suggest("frobnicate", commands)).toEqual([]);
    expect(didYouMean("frobnicate", commands)).toBe("");
  });

  it("puts the nearest first, three at most, whatever the order of what is known", () => {
    const known = ["gpt-5", "gpt-5.4", "gpt-5.4-mini", "gpt-5.5", "gpt-4"];
    expect(suggest("gpt-5.4", known)[0]).toBe("gpt-5.4");
    fc.assert(
      fc.property(fc.shuffledSubarray(known, { minLength: known.length }), (shuffled) => {
        expect(suggest("gpt-55", shuffled)).toEqual(suggest("gpt-55", known));
        expect(suggest("gpt-55", shuffled).length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it("is a question", () => {
    expect(didYouMean("shwo", commands)).toBe("did you mean show?");
    expect(didYouMean("gpt", ["gpt-4", "gpt-5"])).toBe("did you mean gpt-4 or gpt-5?");
  });
});

describe("an error that a person can act on", () => {
  it("says where, what, and on a line of its own what to do", () => {
    const position = { file: "catalog/policy.yaml", line: 3, column: 7 };
    const error = new InputError("expected a map, found a list", { position, remedy: "write key: value" });
    expect(error.describe()).toBe("catalog/policy.yaml:3:7: expected a map, found a list\n  write key: value");
    expect(new InputError("empty", { position: { file: "a.csv" } }).describe()).toBe("a.csv: empty");
    expect(new UsageError("expected a model").describe()).toBe("expected a model");
  });
});

describe("findings", () => {
  it("come in the order of their places, then of their rules, whatever order they were found in", () => {
    const at = (file: string, line: number, rule: string) =>
      ({ rule, severity: "error", message: "m", remedy: "r", position: { file, line, column: 1 } }) as const;
    const sorted = [at("a.yaml", 2, "z"), at("a.yaml", 10, "a"), at("a.yaml", 10, "b"), at("b.yaml", 1, "a")];
    fc.assert(
      fc.property(fc.shuffledSubarray(sorted, { minLength: sorted.length }), (shuffled) => {
        expect(sortFindings(shuffled)).toEqual(sorted);
      }),
    );
  });
});
