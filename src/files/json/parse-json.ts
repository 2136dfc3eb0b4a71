import { LosslessNumber, parse } from "lossless-json";
import type { JsonValue } from "../../money/index.js";

/**
 * A number that a double may not hold as written: with a fraction, an exponent or more than 15 digits. It stands after a
 * key's colon, or after a bracket or comma; a text that only looks like one costs speed and nothing else.
 */
const INEXACT_NUMBER = /(?:"\s*:|[[,]|^)\s*-?(?:\d{16}|\d+[.eE])/;
const SAFE_INTEGER = /^-?\d{1,15}$/;

export interface FailedJson {
  readonly ok: false;
  readonly reason: string;
  /** Where the text stops being JSON, from 0; undefined where that is not known. */
  readonly offset: number | undefined;
}

export type ParsedJson = { readonly ok: true; readonly value: JsonValue } | FailedJson;

/** Parses JSON without losing a digit: safe integers come as numbers, all others as their source text (JsonNumber). */
export function parseJson(text: string): ParsedJson {
  try {
    const value: JsonValue = INEXACT_NUMBER.test(text) ? parseLossless(text) : JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return failure(text, error);
  }
}

/** `parse` gives plain values, arrays, objects and the numbers made here: exactly a JsonValue. */
function parseLossless(text: string): JsonValue {
  return parse(text, undefined, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue }) as JsonValue;
}

function exactNumber(text: string): number | LosslessNumber {
  return SAFE_INTEGER.test(text) && text !== "-0" ? Number(text) : new LosslessNumber(text);
}

function failure(text: string, error: unknown): FailedJson {
  if (error instanceof RangeError) {
    return { ok: false, reason: "values are nested too deeply", offset: undefined };
  }
  if (!(error instanceof Error)) throw error;
  const offset = offsetOf(text, error.message) ?? offsetOfLossless(text);
  return { ok: false, reason: describe(text, offset), offset };
}

function offsetOf(text: string, message: string): number | undefined {
  const stated = /at position (\d+)/.exec(message)?.[1];
  if (stated !== undefined) return Number(stated);
  return /end of (?:JSON )?input/i.test(message) ? text.trimEnd().length : undefined;
}

/** JSON.parse does not always say where; lossless-json does. */
function offsetOfLossless(text: string): number | undefined {
  try {
    parseLossless(text);
    return undefined;
  } catch (error) {
    return error instanceof SyntaxError ? offsetOf(text, error.message) : undefined;
  }
}

/** Shows one character of the text and no more: what follows may be a secret. */
function describe(text: string, offset: number | undefined): string {
  if (offset === undefined) return "expected a JSON value, found text that is none";
  const code = text.codePointAt(offset);
  if (code === undefined || text.slice(offset).trim() === "") return CUT_OFF;
  return `expected JSON, found ${JSON.stringify(String.fromCodePoint(code))}`;
}

const CUT_OFF = "expected the rest of a JSON value, found the end: is it cut off?";
