import { describe, expect, it } from "vitest";
import { codexSource } from "../../../src/usage/sources/codex.js";
import { jsonLines, readFixture, summary } from "../fixture.js";
import { readAll, reasonOf } from "../read.js";

const outcomes = summary(readFixture(codexSource, "codex.jsonl"));

describe("Codex session logs", () => {
  it("R8 count each call once, though every event states the session's sum too", () => {
    expect(outcomes.filter((outcome) => typeof outcome === "object")).toEqual([
      {
        ...{ id: "0199aa10-7c11-7b5e-9a60-1f2e3d4c5b6a:1", time: "2026-10-06T10:00:09.000Z", provider: "openai" },
        ...{ model: "gpt-5.3-codex", serviceTier: "standard", reasoning: "128" },
        usage: { uncached_input: "2600", cache_read: "6400", output: "420" },
      },
      {
        ...{ id: "0199aa10-7c11-7b5e-9a60-1f2e3d4c5b6a:2", time: "2026-10-06T10:01:30.000Z", provider: "openai" },
        ...{ model: "gpt-5.6-terra", serviceTier: "standard", reasoning: "40" },
        usage: { uncached_input: "500", cache_read: "9000", cache_write: "3000", output: "100" },
      },
    ]);
  });

  it("skip an event that repeats the sum, and one that states limits alone", () => {
    expect(outcomes).toContain("skip: a token_count event repeated: the session's sum did not grow");
    expect(outcomes).toContain("skip: a token_count event that states limits alone");
  });

  it("give every line one outcome", () => {
    expect(outcomes).toHaveLength(jsonLines("codex.jsonl").length);
  });

  it("reject a call when the lines that name its session and model are missing", () => {
    const [call] = readAll(codexSource, jsonLines("codex.jsonl").slice(4, 5));
    expect(reasonOf(call)).toBe(
      "no turn_context before it states the model; import the whole file; " +
        "no session_meta before it states the session; import the whole file",
    );
  });

  it("carry nothing from one file to the next", () => {
    readFixture(codexSource, "codex.jsonl");
    expect(readAll(codexSource, jsonLines("codex.jsonl").slice(4, 5))[0]?.kind).toBe("reject");
  });
});
