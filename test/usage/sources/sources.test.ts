import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/money/index.js";
import { detectSource, sourceOfId, USAGE_SOURCES } from "../../../src/usage/index.js";
import { jsonDocument, jsonLines, readFixture, sampleOf } from "../fixture.js";
import { readAll } from "../read.js";

const FIXTURES: readonly (readonly [file: string, source: string])[] = [
  ["usage.jsonl", "usage"],
  ["claude-code.jsonl", "claude-code"],
  ["codex.jsonl", "codex"],
  ["otel.json", "otel"],
  ["litellm.json", "litellm"],
  ["litellm.csv", "litellm"],
  ["langfuse.csv", "langfuse"],
  ["langfuse.jsonl", "langfuse"],
  ["responses.jsonl", "responses"],
];

describe("the list of sources", () => {
  it.each(FIXTURES)("knows %s by its beginning as %s", (file, source) => {
    expect(detectSource(sampleOf(file))?.id).toBe(source);
  });

  it.each(FIXTURES)("lets no source but its own claim %s", (file, own) => {
    const claims = USAGE_SOURCES.filter((source) => source.detect(sampleOf(file))).map((source) => source.id);
    expect(claims).toEqual([own]);
  });

  it("knows nothing of an invoice", () => {
    expect(detectSource({ header: ["start_time", "amount_value", "line_item"] })).toBeUndefined();
    expect(detectSource({ records: [{ object: "page", data: [] }] })).toBeUndefined();
  });

  it("has a fixture for each source, whose events carry its id", () => {
    expect([...new Set(FIXTURES.map(([, source]) => source))].sort()).toEqual(USAGE_SOURCES.map(({ id }) => id).sort());
    for (const [file, id] of FIXTURES) {
      const source = sourceOfId(id);
      const events =
        source === undefined ? [] : readFixture(source, file).filter((outcome) => outcome.kind === "event");
      expect(new Set(events.map((outcome) => outcome.event.source))).toEqual(new Set([id]));
    }
  });

  it("rejects what is no record, whatever the source", () => {
    for (const source of USAGE_SOURCES) {
      const read = source.open({ providerOf: () => undefined });
      expect(read({ line: 1, value: 12 })).toEqual([{ kind: "reject", reason: "expected an object, found 12" }]);
      expect(read({ line: 1, value: [[]] })).toEqual([
        { kind: "reject", reason: "record 1: expected an object, found an empty list" },
      ]);
    }
  });

  it("gives any record at least one outcome, with its reason unless it is an event", () => {
    const names = [
      "type",
      "usage",
      "message",
      "payload",
      "info",
      "metadata",
      "resourceSpans",
      "scopeSpans",
      "spans",
      "response",
    ];
    const { tree } = fc.letrec<{ tree: JsonObject }>((tie) => ({
      tree: fc.dictionary(
        fc.constantFrom(...names, "timestamp", "id", "attributes", "usage_details", "stream", "x"),
        fc.oneof(
          { maxDepth: 3 },
          fc.constantFrom(null, true, -1, 0.5, "assistant", "event_msg", "12"),
          tie("tree"),
          fc.array(tie("tree"), { maxLength: 2 }),
        ),
      ) as fc.Arbitrary<JsonObject>,
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(...USAGE_SOURCES), (value, source) => {
        const outcomes = source.open({ providerOf: () => undefined })({ line: 1, value });
        expect(outcomes.length).toBeGreaterThan(0);
        expect(outcomes.every((outcome) => outcome.kind === "event" || outcome.reason !== "")).toBe(true);
      }),
    );
  });

  it.each(FIXTURES.filter(([file]) => !file.endsWith(".csv")))("lets no secret of %s through", (file, id) => {
    const secret = "sk-proj-aZ3bY7cX1dW9eV5fU2gT8hS4iR6jQ0kP";
    const planted = new Set([
      "id",
      "spanId",
      "model",
      "name",
      "project",
      "projectId",
      "requestId",
      "request_id",
      "team_id",
      "api_key",
    ]);
    const plant = (value: unknown, key = ""): unknown => {
      if (typeof value === "string") return planted.has(key) ? `${value} ${secret}` : value;
      if (Array.isArray(value)) return value.map((item) => plant(item));
      if (typeof value !== "object" || value === null || "isLosslessNumber" in value) return value;
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plant(inner, name)]));
    };
    const values = file.endsWith(".jsonl") ? jsonLines(file) : [jsonDocument(file)];
    const source = sourceOfId(id);
    const outcomes =
      source === undefined
        ? []
        : readAll(
            source,
            values.map((value) => plant(value) as JsonValue),
          );
    expect(outcomes.some((outcome) => outcome.kind === "event")).toBe(true);
    expect(JSON.stringify(outcomes)).not.toContain(secret);
  });

  it("stands in docs/usage-sources.md, source by source", () => {
    const page = readFileSync(new URL("../../../docs/usage-sources.md", import.meta.url), "utf8");
    const rows = page
      .split("\n")
      .flatMap((line) => /^\| `([a-z-]+)` *\| ([a-z, ]+?) *\| (yes|no) *\|/.exec(line)?.slice(1) ?? []);
    expect(rows).toEqual(
      USAGE_SOURCES.flatMap(({ id, shapes, growing }) => [id, shapes.join(", "), growing ? "yes" : "no"]),
    );
  });
});
