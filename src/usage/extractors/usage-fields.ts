import {
  type Decimal,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  quantityOf,
} from "../../money/index.js";
import { describe } from "../describe.js";
import type { TokenReport } from "./token-report.js";

/**
 * The fields of a usage object, read by name. What nobody asked for is unknown: `finish` puts its path into the report,
 * so that a vendor's new field is seen and never dropped.
 */
export class UsageFields {
  readonly path: string;
  private readonly object: JsonObject;
  private readonly report: TokenReport;
  private readonly asked = new Set<string>();
  private readonly parts = new Map<string, UsageFields>();

  constructor(value: JsonValue | undefined, path: string, report: TokenReport) {
    this.object = isJsonObject(value) ? value : {};
    this.path = path;
    this.report = report;
    if (value !== undefined && value !== null && !isJsonObject(value)) {
      report.problem(`${path}: expected an object, found ${describe(value)}`);
    }
  }

  /** The first of the names that is stated, as a number of 0 or more. */
  quantity(...names: readonly string[]): Decimal | undefined {
    const name = this.ask(names);
    if (name === undefined) return undefined;
    const quantity = quantityOf(this.object[name]);
    if (quantity !== undefined && quantity.sign() >= 0) return quantity;
    this.report.problem(
      `${this.path}.${name}: expected an exact number of 0 or more, found ${describe(this.object[name])}`,
    );
    return undefined;
  }

  text(...names: readonly string[]): string | undefined {
    const name = this.ask(names);
    const value = name === undefined ? undefined : this.object[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** An object inside, under the first of the names that is stated; an empty one where none is. */
  part(...names: readonly string[]): UsageFields {
    const name = this.ask(names) ?? names[0] ?? "";
    const known = this.parts.get(name);
    if (known !== undefined) return known;
    const part = new UsageFields(this.object[name], this.inside(name), this.report);
    this.parts.set(name, part);
    return part;
  }

  /** The objects of a list inside; none where it is not stated. */
  list(name: string): UsageFields[] {
    const value = this.ask([name]) === undefined ? undefined : this.object[name];
    const items = isJsonArray(value) ? value : [];
    const fields = items.map((item, index) => new UsageFields(item, this.inside(`${name}[${index}]`), this.report));
    for (const field of fields) this.parts.set(field.path, field);
    return fields;
  }

  /** Fields that are known and add nothing: a part of another, a time, an echo. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.asked.add(name);
  }

  /** A count that no meter of ours holds: its name is kept where it counts anything. */
  noteUnlessZero(name: string): void {
    if (this.quantity(name)?.isZero() === false) this.report.unknown.push(this.inside(name));
  }

  /** The whole object is known and adds nothing. */
  ignoreAll(): void {
    this.ignore(...Object.keys(this.object));
  }

  /** Whether it states anything at all. */
  get stated(): boolean {
    return Object.keys(this.object).length > 0;
  }

  /** Reports the fields that nobody asked for, here and in every part. */
  finish(): void {
    for (const [name, value] of Object.entries(this.object)) {
      if (!this.asked.has(name) && value !== null) this.report.unknown.push(this.inside(name));
    }
    for (const part of this.parts.values()) part.finish();
  }

  private inside(name: string): string {
    return `${this.path}.${name}`;
  }

  private ask(names: readonly string[]): string | undefined {
    this.ignore(...names);
    return names.find((name) => Object.hasOwn(this.object, name) && this.object[name] !== null);
  }
}
