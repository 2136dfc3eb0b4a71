import { DAY, type Instant, parseInstant } from "../../meters/index.js";
import type { JsonObject } from "../format.js";
import { field, textOf } from "../json.js";
import { quote } from "../quote.js";

/**
 * The time of a bucket of an Admin API report, or why it has none. Cost reports have buckets of a day only, so that there a
 * missing `ending_at` is the next midnight; usage reports do not say their width anywhere else.
 */
export function reportTime(bucket: JsonObject, width: "day" | "stated"): { from: Instant; to: Instant } | string {
  const [start = "", end = ""] = [textOf(field(bucket, "starting_at")), textOf(field(bucket, "ending_at"))];
  const from = parseInstant(start);
  const to = end === "" && width === "day" && from !== undefined ? from + DAY : parseInstant(end);
  if (from !== undefined && to !== undefined && to > from) return { from, to };
  return `expected starting_at and a later ending_at in RFC 3339, found ${quote(start)} and ${quote(end)}; fetch the report again`;
}
