import { isProvider, type Provider } from "../../src/meters/index.js";
import type { JsonValue } from "../../src/money/index.js";
import type { RecordOutcome, SourceContext, UsageEvent, UsageSource } from "../../src/usage/index.js";

const OTHER_NAMES: ReadonlyMap<string, Provider> = new Map([
  ["open-ai", "openai"],
  ["google", "gemini-api"],
]);

/** Looks providers up as an import does: by id or by another name of the catalog. */
export const context: SourceContext = {
  providerOf: (word) => (isProvider(word) ? word : OTHER_NAMES.get(word)),
};

/** All outcomes of one file's records, in order. */
export function readAll(source: UsageSource, values: readonly JsonValue[]): RecordOutcome[] {
  const read = source.open(context);
  return values.flatMap((value, index) => read({ line: index + 1, value }));
}

export function readRows(source: UsageSource, header: readonly string[], rows: readonly string[][]): RecordOutcome[] {
  const read = source.open({ ...context, header });
  return rows.flatMap((cells, index) => read({ line: index + 2, cells }));
}

/** The one outcome of one record. */
export function readOne(source: UsageSource, value: JsonValue): RecordOutcome {
  const [outcome, ...more] = readAll(source, [value]);
  if (outcome === undefined || more.length > 0) throw new Error(`expected one outcome, found ${more.length + 1}`);
  return outcome;
}

/** The event of an outcome; fails with the reason when it is none. */
export function eventOf(outcome: RecordOutcome | undefined): UsageEvent {
  if (outcome?.kind !== "event") throw new Error(`expected an event, found ${outcome?.kind}: ${outcome?.reason}`);
  return outcome.event;
}

export function reasonOf(outcome: RecordOutcome | undefined): string {
  if (outcome === undefined || outcome.kind === "event") throw new Error("expected a reason, found an event");
  return outcome.reason;
}

/** Meters and memos as plain text, to compare whole. */
export function plain(usage: ReadonlyMap<string, { toString(): string }>): Record<string, string> {
  return Object.fromEntries([...usage].map(([meter, quantity]) => [meter, quantity.toString()]));
}
