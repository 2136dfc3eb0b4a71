import { parse as parseLossless } from "lossless-json";
import type { JsonValue } from "../money/index.js";

/** A number that a double may not hold: a fraction, an exponent, or over 15 digits. */
const INEXACT = /\d[.eE]|\d{16}/;

/** JSON that stands as text inside a record, such as a cell. Undefined when it is none. */
export function parseJsonText(text: string): JsonValue | undefined {
  try {
    // Both give null, booleans, strings, numbers (as doubles or as their text), arrays and objects, and nothing else.
    return (INEXACT.test(text) ? parseLossless(text) : JSON.parse(text)) as JsonValue;
  } catch {
    return undefined;
  }
}

/** A value as it came, or the JSON in it when it is text that holds some: exports nest JSON in cells and in strings. */
export function unwrapJson(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === "string" && /^\s*[[{]/.test(value) ? (parseJsonText(value) ?? value) : value;
}
