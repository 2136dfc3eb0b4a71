import type { JsonNumber, JsonObject, JsonValue } from "./format.js";

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isNumber(value);
}

export function isNumber(value: JsonValue | undefined): value is JsonNumber {
  return typeof value === "object" && value !== null && "isLosslessNumber" in value && value.isLosslessNumber === true;
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The own field of an object; undefined where it has none (`__proto__` and its like are no fields). */
export function field(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A string or a number as its text, without outer blanks; "" for null and for what is absent; undefined for all else. */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value.trim();
  return isNumber(value) ? value.value : undefined;
}
