import { Decimal } from "./decimal.js";
import { parseDecimal } from "./parse.js";

/**
 * Parsed JSON whose quantities are exact: numbers that a double might not hold come as their source text (JsonNumber),
 * safe integers may come as plain numbers.
 */
export type JsonValue = null | boolean | string | number | JsonNumber | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** lossless-json's number: `value` is the source text. */
export interface JsonNumber {
  readonly isLosslessNumber: true;
  readonly value: string;
}

export function isJsonNumber(value: JsonValue | undefined): value is JsonNumber {
  if (typeof value !== "object" || value === null || !("isLosslessNumber" in value)) return false;
  return value.isLosslessNumber === true && typeof value.value === "string";
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isJsonNumber(value);
}

/**
 * The exact number of a JSON value: a safe integer, a number kept as text, or a string that is a decimal. Undefined for
 * anything else, also for a double with a fraction or beyond 2^53, whose source digits may be lost already.
 */
export function quantityOf(value: JsonValue | undefined): Decimal | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? Decimal.fromInteger(value) : undefined;
  if (typeof value === "string") return parseDecimal(value);
  return isJsonNumber(value) ? parseDecimal(value.value) : undefined;
}
