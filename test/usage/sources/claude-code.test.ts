import { describe, expect, it } from "vitest";
import { claudeCodeSource } from "../../../src/usage/sources/claude-code.js";
import { jsonLines, readFixture, summary } from "../fixture.js";
import { eventOf, readOne, reasonOf } from "../read.js";

const [, , first, second, ...others] = summary(readFixture(claudeCodeSource, "claude-code.jsonl"));

describe("Claude Code session logs", () => {
  it("give the lines of one answer one identity, the later with the larger usage", () => {
    expect(claudeCodeSource.growing).toBe(true);
    expect(first).toMatchObject({ id: "msg_01Ha:req_011A", usage: { output: "3" } });
    expect(second).toEqual({
      ...{ id: "msg_01Ha:req_011A", time: "2026-10-05T09:00:07.900Z", provider: "anthropic", model: "claude-opus-4-6" },
      ...{ serviceTier: "standard", speed: "fast", responseId: "msg_01Ha", reasoning: "240" },
      usage: { uncached_input: "4", cache_read: "11800", cache_write_1h: "5200", output: "611", web_search: "1" },
    });
  });

  it("skip what no model wrote, and name it", () => {
    expect(others.slice(0, 2)).toEqual([
      "skip: a synthetic message, which no model wrote",
      "skip: an API error's message, which used nothing",
    ]);
    expect(reasonOf(readOne(claudeCodeSource, { type: "user", sessionId: "s" }))).toBe(
      'no usage: a line of type "user"',
    );
  });

  it("count sub-agents, tell Bedrock by its message ids, and leave an unsplit write's lifetime open", () => {
    expect(others[2]).toMatchObject({
      ...{ id: "msg_bdrk_01Kb:req_011B", provider: "bedrock" },
      usage: { uncached_input: "90", cache_read: "10", cache_write: "25", output: "15" },
    });
  });

  it("reject a line whose time cannot be read", () => {
    expect(others[3]).toBe('reject: timestamp: expected a time, found "yesterday"');
  });

  it("are known by their first line, whichever it is", () => {
    for (const line of jsonLines("claude-code.jsonl")) expect(claudeCodeSource.detect({ records: [line] })).toBe(true);
  });

  it("never keep the folder they were written in", () => {
    const line = jsonLines("claude-code.jsonl")[2];
    expect(JSON.stringify(eventOf(readOne(claudeCodeSource, line ?? null)))).not.toContain("tides");
  });
});
