import {
  type AliasEvent,
  type DocumentEvent,
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  type Event,
  getScalarValue,
  type MappingEvent,
  type PopEvent,
  SCALAR_STYLE_DOUBLE_QUOTED,
  SCALAR_STYLE_PLAIN,
  SCALAR_STYLE_SINGLE_QUOTED,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";
import type { Finding } from "../../findings/index.js";
import type { YamlObject, YamlValue } from "./numeral.js";
import { readPlainScalar } from "./plain-scalar.js";
import type { SourceMap } from "./source-map.js";

/** Values that aliases (`*name`) may repeat in one file; a bomb of nested aliases passes it at once. */
const MOST_ALIASED_VALUES = 10_000;
const RESERVED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

type NodeEvent = Exclude<Event, DocumentEvent | PopEvent>;

/** Turns the parser's events into plain data, marks where each value stands, and collects what is wrong. */
export class Converter {
  readonly findings: Finding[] = [];
  readonly #events: readonly Event[];
  readonly #text: string;
  readonly #source: SourceMap;
  /** The next event. */
  #at = 0;
  /** Where a node with an anchor (`&name`) begins, by name; each alias reads it again. */
  readonly #anchors = new Map<string, number>();
  readonly #open = new Set<number>();
  #aliasDepth = 0;
  #aliased = 0;

  constructor(events: readonly Event[], text: string, source: SourceMap) {
    this.#events = events;
    this.#text = text;
    this.#source = source;
  }

  /** The first document's data; undefined when it cannot be relied on, as after an alias bomb. */
  convert(): YamlValue | undefined {
    if (this.#events.length === 0) return null;
    this.#at = 1;
    const data = this.#peek() === undefined ? null : this.#value();
    const another = this.#events.findIndex((event, index) => index > 0 && event.type === EVENT_DOCUMENT);
    if (another > 0) this.#reportSecondDocument(this.#events[another + 1]);
    return this.#aliased > MOST_ALIASED_VALUES ? undefined : data;
  }

  /** The next event when it begins a value; undefined at the end of what is open. */
  #peek(): NodeEvent | undefined {
    const event = this.#events[this.#at];
    return event === undefined || event.type === EVENT_POP || event.type === EVENT_DOCUMENT ? undefined : event;
  }

  #value(): YamlValue {
    const start = this.#at;
    const event = this.#peek();
    this.#at += 1;
    if (event === undefined) return null;
    if (this.#aliasDepth > 0) this.#aliased += 1;
    if (event.type === EVENT_ALIAS) return this.#alias(event);
    if (event.anchorStart >= 0) this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), start);
    if (event.tagStart >= 0) this.#report(event.tagStart, "expected no tag, found one", "remove the tag");
    if (event.type === EVENT_SCALAR) return this.#scalar(event);
    this.#open.add(start);
    const value = event.type === EVENT_MAPPING ? this.#map(event) : this.#list(event);
    this.#open.delete(start);
    this.#at += 1;
    return value;
  }

  #scalar(event: ScalarEvent): YamlValue {
    const text = this.#textOf(event);
    if (event.style !== SCALAR_STYLE_PLAIN) return text;
    const value = readPlainScalar(text);
    if (value === null || typeof value !== "object" || !("odd" in value)) return value;
    const message = `expected plain decimal digits or a quoted text, found ${value.odd}: ${text.slice(0, 40)}`;
    const remedy = "write the number with digits, a point and no separators (1000000, 0.25)";
    this.#report(event.valueStart, message, remedy);
    return null;
  }

  #textOf(event: ScalarEvent): string {
    if (event.valueStart < 0) return "";
    return event.fast ? this.#text.slice(event.valueStart, event.valueEnd) : getScalarValue(this.#text, event);
  }

  /** Reads the anchored node again, so that each place has data of its own. */
  #alias(event: AliasEvent): YamlValue {
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    const target = this.#anchors.get(name);
    if (target === undefined || this.#open.has(target)) {
      return this.#report(event.anchorStart, `the alias *${name} leads nowhere or into itself`, "write the value out");
    }
    if (this.#aliased > MOST_ALIASED_VALUES) return null;
    const back = this.#at;
    this.#at = target;
    this.#aliasDepth += 1;
    const value = this.#value();
    this.#aliasDepth -= 1;
    this.#at = back;
    if (this.#aliased > MOST_ALIASED_VALUES && this.#aliasDepth === 0) this.#reportBomb(event.anchorStart);
    return value;
  }

  #list(event: SequenceEvent): readonly YamlValue[] {
    const list: YamlValue[] = [];
    const values = new Map<number, number>();
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      values.set(list.length, offsetOf(next, event.start));
      list.push(this.#value());
    }
    this.#source.mark(list, { start: event.start, keys: null, values });
    return list;
  }

  #map(event: MappingEvent): YamlObject {
    const object: Record<string, YamlValue> = Object.create(null);
    const keys = new Map<string, number>();
    const values = new Map<string | number, number>();
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      const offset = offsetOf(next, event.start);
      const key = this.#key(next, offset, keys);
      const held = this.#peek();
      const value = this.#value();
      if (key === undefined) continue;
      keys.set(key, offset);
      values.set(key, held === undefined ? offset : offsetOf(held, offset));
      object[key] = value;
    }
    this.#source.mark(object, { start: event.start, keys, values });
    return object;
  }

  /** The text of a key, or undefined with a finding when it is no plain word, is reserved, or stands there already. */
  #key(event: NodeEvent, offset: number, seen: ReadonlyMap<string, number>): string | undefined {
    this.#value();
    if (event.type !== EVENT_SCALAR) {
      this.#report(offset, "expected a word as key, found a list, a map or an alias", "use a word");
      return undefined;
    }
    const key = this.#textOf(event);
    const first = seen.get(key);
    if (first === undefined && !RESERVED_KEYS.has(key)) return key;
    if (first === undefined) this.#report(offset, `the key ${key} is reserved`, "rename or remove the key");
    else {
      const { line } = this.#source.position(first);
      const message = `the key ${key} stands here a second time, first on line ${line}`;
      this.#report(offset, message, "remove one of them");
    }
    return undefined;
  }

  #reportSecondDocument(first: Event | undefined): void {
    const offset = first === undefined || !("style" in first) ? this.#text.length : offsetOf(first, this.#text.length);
    this.#report(offset, "expected one document a file, found another", "remove the line --- or split the file");
  }

  #reportBomb(offset: number): void {
    const message = `aliases repeat more than ${MOST_ALIASED_VALUES} values in this file`;
    this.#report(offset, message, "write the values out, or split the file");
  }

  #report(offset: number, message: string, remedy: string): null {
    this.findings.push({ rule: "yaml", severity: "error", message, position: this.#source.position(offset), remedy });
    return null;
  }
}

/** Where a value begins, its quote included; an empty one stands where `otherwise` says. */
function offsetOf(event: NodeEvent, otherwise: number): number {
  if (event.type === EVENT_ALIAS) return event.anchorStart - 1;
  if (event.type !== EVENT_SCALAR) return event.start;
  if (event.valueStart < 0) return otherwise;
  const quoted = event.style === SCALAR_STYLE_SINGLE_QUOTED || event.style === SCALAR_STYLE_DOUBLE_QUOTED;
  return quoted ? event.valueStart - 1 : event.valueStart;
}
