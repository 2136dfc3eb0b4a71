import { type Instant, parseInstant } from "../meters/index.js";
import {
  type Decimal,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Money,
  parseCurrency,
  quantityOf,
} from "../money/index.js";
import { describe } from "./describe.js";

/**
 * Reads the fields of one record strictly and gathers every problem as a sentence, so that a record is rejected once with
 * all that is wrong with it. A field that is missing or null is not stated.
 */
export class RecordFields {
  readonly problems: string[] = [];
  private readonly record: JsonObject;

  constructor(record: JsonObject) {
    this.record = record;
  }

  text(name: string): string | undefined {
    const value = this.stated(name);
    if (value === undefined || (typeof value === "string" && value !== "")) return value;
    return this.problem(name, "text", value);
  }

  requiredText(name: string): string {
    return this.text(name) ?? this.missing(name, "text") ?? "";
  }

  requiredInstant(name: string): Instant {
    const value = this.stated(name);
    const at = typeof value === "string" ? parseInstant(value) : undefined;
    if (at !== undefined) return at;
    if (value === undefined) this.missing(name, TIME);
    else this.problem(name, TIME, value);
    return 0;
  }

  /** A number of 0 or more, exact. */
  quantity(name: string): Decimal | undefined {
    const value = this.stated(name);
    if (value === undefined) return undefined;
    const quantity = quantityOf(value);
    return quantity !== undefined && quantity.sign() >= 0
      ? quantity
      : this.problem(name, "a number of 0 or more", value);
  }

  /** A whole number of 0 or more that a JavaScript number holds. */
  count(name: string): number | undefined {
    const quantity = this.quantity(name);
    if (quantity === undefined) return undefined;
    const count = Number(quantity.toString());
    return Number.isSafeInteger(count) ? count : this.problem(name, "a whole number", this.record[name]);
  }

  /** `{"amount": "0.0021", "currency": "USD"}`; a credit may be negative. */
  money(name: string): Money | undefined {
    const value = this.stated(name);
    if (value === undefined) return undefined;
    if (!isJsonObject(value)) return this.problem(name, MONEY, value);
    const amount = quantityOf(value.amount);
    if (amount === undefined) return this.problem(`${name}.amount`, "a decimal number as text", value.amount);
    const currency = typeof value.currency === "string" ? parseCurrency(value.currency) : undefined;
    return currency === undefined
      ? this.problem(`${name}.currency`, "a currency code such as USD", value.currency)
      : { amount, currency };
  }

  object(name: string): JsonObject | undefined {
    const value = this.stated(name);
    return value === undefined || isJsonObject(value) ? value : this.problem(name, "an object", value);
  }

  /** Always undefined, so that a caller can return it. */
  problem(name: string, expected: string, found: JsonValue | undefined): undefined {
    this.problems.push(`${name}: expected ${expected}, found ${describe(found)}`);
    return undefined;
  }

  private missing(name: string, expected: string): undefined {
    if (this.stated(name) === undefined) this.problems.push(`${name} is missing: expected ${expected}`);
    return undefined;
  }

  private stated(name: string): JsonValue | undefined {
    const value = Object.hasOwn(this.record, name) ? this.record[name] : undefined;
    return value === null ? undefined : value;
  }
}

const TIME = "a time such as 2026-10-03T12:34:56Z";
const MONEY = 'an amount with its currency, {"amount": "0.0021", "currency": "USD"}';
