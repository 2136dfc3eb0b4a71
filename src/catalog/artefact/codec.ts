import { formatInstant, type Instant, parseInstant } from "../../meters/index.js";
import { type Decimal, parseDecimal } from "../../money/index.js";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Where encoded values go: an artefact keeps places and order, a hash knows only what changes an answer. */
export interface Encoding {
  readonly purpose: "artefact" | "hash";
  /** The number under which the artefact lists a file or a layer. */
  indexOfFile(file: string): number;
  indexOfLayer(layer: string): number;
}

export interface Decoding {
  readonly files: readonly string[];
  readonly layers: readonly string[];
}

/** Both ways of one type between memory and JSON, so that they cannot drift. `undefined` is a key left out. */
export interface Codec<T> {
  encode(value: T, to: Encoding): Json | undefined;
  decode(json: Json | undefined, from: Decoding): T;
}

/** An artefact that is not what it claims to be. `path` leads to the value, outermost key last. */
export class DecodeError extends Error {
  readonly path: (string | number)[] = [];

  constructor(expected: string, found: Json | undefined) {
    super(`expected ${expected}, found ${found === undefined ? "nothing" : JSON.stringify(found).slice(0, 60)}`);
  }
}

export const text: Codec<string> = {
  encode: (value) => value,
  decode(json) {
    if (typeof json !== "string") throw new DecodeError("a text", json);
    return json;
  },
};

export const truth: Codec<boolean> = {
  encode: (value) => value,
  decode(json) {
    if (typeof json !== "boolean") throw new DecodeError("true or false", json);
    return json;
  },
};

export const integer: Codec<number> = {
  encode: (value) => value,
  decode(json) {
    if (typeof json !== "number" || !Number.isSafeInteger(json)) throw new DecodeError("a whole number", json);
    return json;
  },
};

/** As text, canonical: the artefact never passes a price through a double. */
export const decimal: Codec<Decimal> = {
  encode: (value) => value.toString(),
  decode(json) {
    const value = typeof json === "string" ? parseDecimal(json) : undefined;
    if (value === undefined) throw new DecodeError("a decimal number in quotes", json);
    return value;
  },
};

export const instant: Codec<Instant> = {
  encode: (value) => formatInstant(value),
  decode(json) {
    const value = typeof json === "string" ? parseInstant(json) : undefined;
    if (value === undefined) throw new DecodeError("an instant", json);
    return value;
  },
};

/** A word that a guard knows: closed lists, meters. */
export function word<T extends string>(what: string, read: (name: string) => T | undefined): Codec<T> {
  return {
    encode: (value) => value,
    decode(json) {
      const value = typeof json === "string" ? read(json) : undefined;
      if (value === undefined) throw new DecodeError(what, json);
      return value;
    },
  };
}

/** One of a closed list of words. */
export function oneOf<T extends string>(words: readonly T[]): Codec<T> {
  const known = new Map<string, T>(words.map((each) => [each, each]));
  return word(`one of ${words.join(", ")}`, (name) => known.get(name));
}

export function nullable<T>(codec: Codec<T>): Codec<T | null> {
  return {
    encode: (value, to) => (value === null ? undefined : codec.encode(value, to)),
    decode: (json, from) => (json === undefined || json === null ? null : codec.decode(json, from)),
  };
}
