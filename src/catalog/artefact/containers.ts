import { compareText } from "../../findings/index.js";
import { type Codec, DecodeError, type Decoding, type Json } from "./codec.js";

type Fields<T> = { readonly [K in keyof T & string]-?: Codec<T[K]> };

/** An object with these fields, in snake_case as all JSON of the house; frozen when read. */
export function record<T extends object>(fields: Fields<T>): Codec<T> {
  const keys = Object.keys(fields) as (keyof T & string)[];
  const inFile = keys.map((key) => ({ key, name: snakeCase(key), codec: fields[key] }));
  const inHash = [...inFile].sort((a, b) => compareText(a.name, b.name));
  return {
    encode(value, to) {
      const json: Record<string, Json> = {};
      for (const { key, name, codec } of to.purpose === "hash" ? inHash : inFile) {
        const encoded = codec.encode(value[key], to);
        if (encoded !== undefined) json[name] = encoded;
      }
      return json;
    },
    decode(json, from) {
      const object = objectOf(json);
      const value: Partial<T> = {};
      for (const { key, name, codec } of inFile) value[key] = decodeAt(name, codec, object[name], from);
      // Every field of T has just been decoded: Fields<T> lists them all.
      return Object.freeze(value as T);
    },
  };
}

/** A list whose order counts. */
export function list<T>(codec: Codec<T>): Codec<readonly T[]> {
  return {
    encode(values, to) {
      return values.length === 0 ? undefined : values.map((value) => codec.encode(value, to) ?? null);
    },
    decode: (json, from) => Object.freeze(arrayOf(json).map((each, index) => decodeAt(index, codec, each, from))),
  };
}

/** A list whose order says nothing: the hash is the same in any order. */
export function bag<T>(codec: Codec<T>): Codec<readonly T[]> {
  const ordered = list(codec);
  return {
    encode(values, to) {
      const json = ordered.encode(values, to);
      return to.purpose === "hash" && Array.isArray(json) ? sorted(json) : json;
    },
    decode: ordered.decode,
  };
}

function sorted(values: readonly Json[]): readonly Json[] {
  if (values.length < 2) return values;
  return values
    .map((value) => ({ value, text: JSON.stringify(value) }))
    .sort((a, b) => compareText(a.text, b.text))
    .map((entry) => entry.value);
}

/** A map by key, as a JSON object. */
export function mapOf<K extends string, V>(keys: Codec<K>, values: Codec<V>): Codec<ReadonlyMap<K, V>> {
  return {
    encode(map, to) {
      if (map.size === 0) return undefined;
      const entries = [...map].map(([key, value]) => [key, values.encode(value, to) ?? null] as const);
      if (to.purpose === "hash") entries.sort((a, b) => compareText(a[0], b[0]));
      return Object.fromEntries(entries);
    },
    decode(json, from) {
      const map = new Map<K, V>();
      if (json === undefined) return map;
      for (const [key, value] of Object.entries(objectOf(json))) {
        map.set(keys.decode(key, from), decodeAt(key, values, value, from));
      }
      return map;
    },
  };
}

/** A map whose values know their own key, as a JSON list. */
export function keyed<K, V>(values: Codec<V>, keyOf: (value: V) => K): Codec<ReadonlyMap<K, V>> {
  const all = bag(values);
  return {
    encode: (map, to) => all.encode([...map.values()], to),
    decode: (json, from) => new Map(all.decode(json, from).map((value) => [keyOf(value), value])),
  };
}

/** Decodes the value at a key; an error below it tells the way to it. */
export function decodeAt<T>(key: string | number, codec: Codec<T>, json: Json | undefined, from: Decoding): T {
  try {
    return codec.decode(json, from);
  } catch (error) {
    if (error instanceof DecodeError) error.path.push(key);
    throw error;
  }
}

export function objectOf(json: Json | undefined): { readonly [key: string]: Json | undefined } {
  if (typeof json !== "object" || json === null || isArray(json)) throw new DecodeError("an object", json);
  return json;
}

function arrayOf(json: Json | undefined): readonly Json[] {
  if (json === undefined) return [];
  if (!isArray(json)) throw new DecodeError("a list", json);
  return json;
}

function isArray(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
