import { isInputMeter, type Meter, parseMeter, suggestMeter, type Usage } from "../meters/index.js";
import { Decimal, decimal } from "../money/index.js";
import type { Quantity } from "./request.js";

/** One meter that was used, and how much of it: more than 0. */
export interface UsedMeter {
  readonly meter: Meter;
  readonly quantity: Decimal;
}

/**
 * What was used, of meters or a plain object; meters of quantity 0 were not. Throws a RangeError on a name that is no meter
 * and on a quantity that is no number of 0 or more.
 */
export function usedMeters(usage: Usage | Readonly<Record<string, Quantity>>): UsedMeter[] {
  const used: UsedMeter[] = [];
  if (usage instanceof Map) {
    for (const [meter, quantity] of usage as Usage) if (!quantity.isZero()) used.push({ meter, quantity });
    return used;
  }
  const plain = usage as Readonly<Record<string, Quantity>>;
  for (const name of Object.keys(plain)) {
    const meter = parseMeter(name);
    if (meter === undefined) throw new RangeError(`unknown meter ${JSON.stringify(name)}; ${suggestMeter(name)}`);
    const quantity = quantityOf(name, plain[name]);
    if (!quantity.isZero()) used.push({ meter, quantity });
  }
  return used;
}

/** All input tokens together: what long-context thresholds are held against. */
export function inputOf(used: readonly UsedMeter[]): Decimal {
  let input: Decimal | undefined;
  for (const { meter, quantity } of used) {
    if (isInputMeter(meter)) input = input === undefined ? quantity : input.add(quantity);
  }
  return input ?? Decimal.zero;
}

function quantityOf(name: string, quantity: Quantity | undefined): Decimal {
  const value = exactly(quantity);
  if (value === undefined || value.sign() < 0) {
    throw new RangeError(`expected a quantity of 0 or more for ${name}, found ${quantity}`);
  }
  return value;
}

function exactly(quantity: Quantity | undefined): Decimal | undefined {
  if (typeof quantity === "number" || typeof quantity === "bigint") return Decimal.fromInteger(quantity);
  return typeof quantity === "string" ? decimal(quantity) : quantity;
}
