import { isJsonNumber, type JsonObject, type JsonValue } from "../money/index.js";

/** The own field of an object; undefined where it has none (`constructor` and its like are no fields). */
export function field(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * A string, without outer blanks, or an exact number as its text; "" for null and for what is absent; undefined for all else,
 * also for a double that may have lost digits.
 */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value.trim();
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return isJsonNumber(value) ? value.value : undefined;
}
