import type { Instant } from "../../meters/index.js";
import { isJsonArray, isJsonObject } from "../../money/index.js";
import type { JsonObject, JsonValue } from "../format.js";
import { field, textOf } from "../json.js";
import type { FileNote, RowOutcome } from "../line.js";
import { reject } from "../reject.js";

/** OpenAI's field for a bucket's start, in Unix seconds, and Anthropic's, in RFC 3339. */
export type StartField = "start_time" | "starting_at";

/**
 * The buckets of a cost or usage report as OpenAI and Anthropic page them: a page, an array of pages, an array of buckets, or
 * one bucket, whose start is in the field named. Undefined where the document is none of these.
 */
export function bucketsOf(document: JsonValue, start: StartField): readonly JsonObject[] | undefined {
  const buckets: JsonObject[] = [];
  for (const part of partsOf(document)) {
    if (!isJsonObject(part)) return undefined;
    const data = isBucket(part, start) ? [part] : field(part, "data");
    if (!isJsonArray(data)) return undefined;
    for (const bucket of data) {
      if (!isJsonObject(bucket) || !isBucket(bucket, start)) return undefined;
      buckets.push(bucket);
    }
  }
  return buckets;
}

function partsOf(document: JsonValue): readonly JsonValue[] {
  return isJsonArray(document) ? document : [document];
}

function isBucket(part: JsonObject, start: StartField): boolean {
  return isJsonArray(field(part, "results")) && field(part, start) !== undefined;
}

/** The results of a bucket; what is no object among them comes as undefined, so that it can be rejected in its place. */
function resultsOf(bucket: JsonObject): readonly (JsonObject | undefined)[] {
  const results = field(bucket, "results");
  return isJsonArray(results) ? results.map((result) => (isJsonObject(result) ? result : undefined)) : [];
}

/** The first result that is an object, which shows what the report is of; undefined in a report without results. */
export function firstResult(buckets: readonly JsonObject[]): JsonObject | undefined {
  for (const bucket of buckets) {
    for (const result of resultsOf(bucket)) if (result !== undefined) return result;
  }
  return undefined;
}

/** Whether a document without any result is a report at all: it has buckets, or all of it is pages as `page` knows them. */
export function isEmptyReport(
  document: JsonValue,
  buckets: readonly JsonObject[],
  page: (part: JsonObject) => boolean,
): boolean {
  const parts = partsOf(document);
  return buckets.length > 0 || (parts.length > 0 && parts.every((part) => isJsonObject(part) && page(part)));
}

export interface ReportTime {
  readonly from: Instant;
  readonly to: Instant;
}

/** How a report's buckets are read: their time or why they have none, what an empty one means, and each result. */
export interface ReportReader {
  readonly start: StartField;
  readonly empty: string;
  readonly time: (bucket: JsonObject) => ReportTime | string;
  readonly result: (row: number, time: ReportTime, result: JsonObject) => RowOutcome;
}

/** The outcome of every result, counted from 1 over the whole document; an empty bucket is a row that is skipped. */
export function* readReport(document: JsonValue, reader: ReportReader): Iterable<RowOutcome> {
  let row = 0;
  for (const bucket of bucketsOf(document, reader.start) ?? []) {
    const time = reader.time(bucket);
    const results = resultsOf(bucket);
    if (results.length === 0) {
      row += 1;
      yield typeof time === "string" ? reject(row, time) : { kind: "skip", row, reason: reader.empty, ...time };
    }
    for (const result of results) {
      row += 1;
      if (typeof time === "string") yield reject(row, time);
      else yield result === undefined ? reject(row, NO_OBJECT) : reader.result(row, time, result);
    }
  }
  const incomplete = incompleteNote(document);
  if (incomplete !== undefined) yield incomplete;
}

const NO_OBJECT = "expected a result with named fields, found something else; fetch the report again";

/** A note when the last page says that more follow: the export is incomplete. */
function incompleteNote(document: JsonValue): FileNote | undefined {
  const more = partsOf(document).map((page) => (isJsonObject(page) ? field(page, "has_more") : undefined));
  if (more.at(-1) !== true) return undefined;
  const text =
    "the export is incomplete: its last page says has_more: true; fetch the pages that follow with next_page and pass them too";
  return { kind: "note", text };
}

/** Reads fields of a result as text; "" where a field is null, absent or neither text, number nor boolean. */
export function resultText(result: JsonObject): (name: string) => string {
  return (name) => {
    const value = field(result, name);
    return typeof value === "boolean" ? String(value) : (textOf(value) ?? "");
  };
}
