import { isOutputMeter, isTokenMeter, type Meter, parseMeter, suggestMeter, type Usage } from "../meters/index.js";
import { Decimal, type JsonObject, quantityOf } from "../money/index.js";
import { describe, quote } from "./describe.js";

/** Meters of a record's `usage` object, exact; meters of quantity 0 are left out, since an absent meter was not used. */
export function readMeters(record: JsonObject, problems: string[]): Map<Meter, Decimal> {
  const usage = new Map<Meter, Decimal>();
  for (const name in record) {
    const value = record[name];
    const meter = parseMeter(name);
    if (meter === undefined) problems.push(`usage: unknown meter ${quote(name)}; ${suggestMeter(name)}`);
    else if (value !== null) readQuantity(meter, value, usage, problems);
  }
  return usage;
}

function readQuantity(
  meter: Meter,
  value: JsonObject[string] | undefined,
  usage: Map<Meter, Decimal>,
  problems: string[],
): void {
  const quantity = quantityOf(value);
  const fits = quantity !== undefined && quantity.sign() >= 0 && (quantity.isInteger() || !isTokenMeter(meter));
  if (!fits) {
    const kind = isTokenMeter(meter)
      ? "a whole number of tokens, 0 or more"
      : "a number of 0 or more, with its digits exact";
    problems.push(`usage.${meter}: expected ${kind}, found ${describe(value)}`);
  } else if (!quantity.isZero()) usage.set(meter, quantity);
}

/** Tokens of all meters together. */
export function allTokens(usage: Usage): Decimal {
  let total = Decimal.zero;
  for (const [meter, quantity] of usage) if (isTokenMeter(meter)) total = total.add(quantity);
  return total;
}

/** Output tokens of every modality: what reasoning is a part of. */
export function wholeOutput(usage: Usage): Decimal {
  let total = Decimal.zero;
  for (const [meter, quantity] of usage) if (isOutputMeter(meter)) total = total.add(quantity);
  return total;
}
