import { isJsonArray, isJsonNumber, isJsonObject, type JsonValue } from "../money/index.js";

const LONGEST = 60;

/** A value found in a file, as an error quotes it: typed, escaped and cut, since the text is untrusted. */
export function describe(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  if (isJsonNumber(value)) return clip(value.value);
  if (isJsonArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (isJsonObject(value)) return "an object";
  return typeof value === "string" ? quote(value) : String(value);
}

/** Text in double quotes with control characters escaped, at most 60 characters of it. */
export function quote(text: string): string {
  return JSON.stringify(clip(text));
}

function clip(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
