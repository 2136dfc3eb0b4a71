import { readFileSync } from "node:fs";
import Papa from "papaparse";
import type { JsonValue } from "../../src/money/index.js";
import type { RecordOutcome, UsageSource } from "../../src/usage/index.js";
import { parseJsonText } from "../../src/usage/json-text.js";
import { plain, readAll, readRows } from "./read.js";

function textOf(name: string): string {
  return readFileSync(new URL(`../fixtures/usage/${name}`, import.meta.url), "utf8");
}

function parsed(text: string): JsonValue {
  const value = parseJsonText(text);
  if (value === undefined) throw new Error(`a fixture holds broken JSON: ${text.slice(0, 80)}`);
  return value;
}

export function jsonLines(name: string): JsonValue[] {
  return textOf(name).trim().split("\n").map(parsed);
}

export function jsonDocument(name: string): JsonValue {
  return parsed(textOf(name));
}

export function csvRows(name: string): { header: string[]; rows: string[][] } {
  const { data } = Papa.parse<string[]>(textOf(name).trim());
  const [header = [], ...rows] = data;
  return { header, rows };
}

/** What an import would hand on as the file's beginning. */
export function sampleOf(name: string) {
  if (name.endsWith(".csv")) return { header: csvRows(name).header };
  const records = name.endsWith(".jsonl") ? jsonLines(name).slice(0, 1) : [jsonDocument(name)];
  return { records };
}

export function readFixture(source: UsageSource, name: string): RecordOutcome[] {
  if (name.endsWith(".jsonl")) return readAll(source, jsonLines(name));
  if (name.endsWith(".json")) return readAll(source, [jsonDocument(name)]);
  const { header, rows } = csvRows(name);
  return readRows(source, header, rows);
}

/** Outcomes as short text, to compare a whole file at once. */
export function summary(outcomes: readonly RecordOutcome[]): unknown[] {
  return outcomes.map((outcome) => {
    if (outcome.kind === "skip") return `skip: ${outcome.reason}`;
    if (outcome.kind === "reject")
      return `reject: ${outcome.reason}${outcome.tokens ? ` [${outcome.tokens} tokens]` : ""}`;
    const { id, time, usage, reasoning, requests, source, ...rest } = outcome.event;
    const memo = reasoning === undefined ? {} : { reasoning: reasoning.toString() };
    const many = requests === 1 ? {} : { requests };
    return { id, time: new Date(time).toISOString(), ...rest, usage: plain(usage), ...memo, ...many };
  });
}
