import { type Instant, parseInstant } from "../../meters/index.js";
import type { JsonObject } from "../format.js";
import { field, textOf } from "../json.js";
import { quote } from "../quote.js";

/** The time that a row covers; `to` is exclusive. */
export interface Bucket {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * A reader of OpenAI's `start_time`, `end_time` (Unix seconds) and, where those are blank, their ISO companions, which
 * leave out the offset in some generations and are UTC always. Keeps the last bucket: neighbours share it. Undefined where
 * the texts are no time, or end before they start.
 */
export function bucketReader(): (start: string, end: string, startIso: string, endIso: string) => Bucket | undefined {
  let [lastStart, lastEnd] = ["", ""];
  let last: Bucket | undefined;
  return (start, end, startIso, endIso) => {
    const [from, to] = [start === "" ? startIso : start, end === "" ? endIso : end];
    if (from !== lastStart || to !== lastEnd) {
      last = bucketOf(from, to);
      lastStart = from;
      lastEnd = to;
    }
    return last;
  };
}

/** The time of a bucket of an API answer, or why it has none. */
export function bucketTime(bucket: JsonObject, bucketOf: ReturnType<typeof bucketReader>): Bucket | string {
  const [start = "", end = ""] = [textOf(field(bucket, "start_time")), textOf(field(bucket, "end_time"))];
  return bucketOf(start, end, "", "") ?? bucketProblem(start, end);
}

export function bucketProblem(start: string, end: string): string {
  return `expected start_time and a later end_time in Unix seconds, found ${quote(start)} and ${quote(end)}; export the file again without opening it in a spreadsheet`;
}

function bucketOf(start: string, end: string): Bucket | undefined {
  const [from, to] = [instantOf(start), instantOf(end)];
  return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}

function instantOf(text: string): Instant | undefined {
  const unix = /^(\d{9,10})(?:\.0+)?$/.exec(text);
  return unix === null ? parseInstant(text) : Number(unix[1]) * 1000;
}
