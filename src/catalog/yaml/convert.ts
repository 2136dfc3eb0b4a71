import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Finding } from "../../findings/index.js";
import type { YamlObject, YamlValue } from "./numeral.js";
import { readPlainScalar } from "./plain-scalar.js";
import type { SourceMap } from "./source-map.js";

/** Values that aliases (`*name`) may repeat in one file; a bomb of nested aliases passes it at once. */
const MOST_ALIASED_VALUES = 10_000;
const RESERVED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Turns the nodes of one document into plain data, marks where each value stands, and collects what is wrong. */
export class Converter {
  readonly findings: Finding[] = [];
  readonly #document: Document.Parsed;
  readonly #source: SourceMap;
  readonly #open = new Set<unknown>();
  #aliasDepth = 0;
  #aliased = 0;

  constructor(document: Document.Parsed, source: SourceMap) {
    this.#document = document;
    this.#source = source;
  }

  /** Undefined when the data cannot be relied on, as after an alias bomb. */
  convert(): YamlValue | undefined {
    const data = this.#value(this.#document.contents);
    return this.#aliased > MOST_ALIASED_VALUES ? undefined : data;
  }

  #value(node: unknown): YamlValue {
    if (this.#aliasDepth > 0 && ++this.#aliased > MOST_ALIASED_VALUES) return null;
    if (isScalar(node)) return this.#scalar(node);
    if (isAlias(node)) return this.#alias(node);
    if (isMap(node)) return this.#map(node);
    return isSeq(node) ? this.#list(node) : null;
  }

  #scalar(node: Scalar): YamlValue {
    const text = typeof node.value === "string" ? node.value : (node.source ?? "");
    if (node.type !== "PLAIN" || node.tag !== undefined) return text;
    const value = readPlainScalar(node.source ?? text);
    if (value === null || typeof value !== "object" || !("odd" in value)) return value;
    const message = `expected plain decimal digits or a quoted text, found ${value.odd}: ${text.slice(0, 40)}`;
    this.#report(offsetOf(node), message, "Write the number with digits, a point and no separators (1000000, 0.25).");
    return null;
  }

  #alias(node: Alias): YamlValue {
    const target = node.resolve(this.#document);
    if (target === undefined || this.#open.has(target)) {
      this.#report(offsetOf(node), `the alias *${node.source} leads nowhere or into itself`, "Write the value out.");
      return null;
    }
    this.#aliasDepth += 1;
    const value = this.#value(target);
    this.#aliasDepth -= 1;
    if (this.#aliased > MOST_ALIASED_VALUES && this.#aliasDepth === 0) this.#reportBomb(node);
    return value;
  }

  #reportBomb(node: Alias): void {
    if (this.findings.some((finding) => finding.message.startsWith("aliases repeat"))) return;
    const message = `aliases repeat more than ${MOST_ALIASED_VALUES} values in this file`;
    this.#report(offsetOf(node), message, "Write the values out, or split the file.");
  }

  #list(node: YAMLSeq): readonly YamlValue[] {
    const values = new Map<number, number>();
    this.#open.add(node);
    const list = node.items.map((item, index) => {
      values.set(index, offsetOf(item));
      return this.#value(item);
    });
    this.#open.delete(node);
    this.#source.mark(list, { start: offsetOf(node), keys: null, values });
    return list;
  }

  #map(node: YAMLMap): YamlObject {
    const object: Record<string, YamlValue> = Object.create(null);
    const keys = new Map<string, number>();
    const values = new Map<string | number, number>();
    this.#open.add(node);
    for (const pair of node.items) {
      const key = this.#key(pair.key, keys);
      if (key === undefined) continue;
      keys.set(key, offsetOf(pair.key));
      values.set(key, offsetOf(pair.value ?? pair.key));
      object[key] = this.#value(pair.value);
    }
    this.#open.delete(node);
    this.#source.mark(object, { start: offsetOf(node), keys, values });
    return object;
  }

  /** The text of a key, or undefined with a finding when it is no plain word, is reserved, or stands there already. */
  #key(node: unknown, seen: ReadonlyMap<string, number>): string | undefined {
    const offset = offsetOf(node);
    if (!isScalar(node)) return this.#report(offset, "expected a word as key, found a list or a map", "Use a word.");
    const key = String(node.value ?? "");
    if (RESERVED_KEYS.has(key)) return this.#report(offset, `the key ${key} is reserved`, "Rename or remove the key.");
    const first = seen.get(key);
    if (first === undefined) return key;
    const line = this.#source.position(first).line;
    return this.#report(
      offset,
      `the key ${key} stands here a second time, first on line ${line}`,
      "Remove one of them.",
    );
  }

  #report(offset: number, message: string, remedy: string): undefined {
    this.findings.push({ rule: "yaml", severity: "error", message, position: this.#source.position(offset), remedy });
  }
}

function offsetOf(node: unknown): number {
  const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : 0;
}
