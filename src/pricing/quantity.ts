import { type Meter, parseMeter, suggestMeter, type Usage } from "../meters/index.js";
import { Decimal, decimal } from "../money/index.js";
import type { Quantity } from "./request.js";

/** A usage given as a plain object, as meters. Throws a RangeError on a name that is no meter or a quantity below 0. */
export function usageOf(usage: Usage | Readonly<Record<string, Quantity>>): Usage {
  if (usage instanceof Map) return usage;
  const meters = new Map<Meter, Decimal>();
  for (const [name, quantity] of Object.entries(usage)) {
    const known = parseMeter(name);
    if (known === undefined) throw new RangeError(`unknown meter ${JSON.stringify(name)}; ${suggestMeter(name)}`);
    meters.set(known, quantityOf(name, quantity));
  }
  return meters;
}

function quantityOf(name: string, quantity: Quantity): Decimal {
  let value: Decimal;
  if (typeof quantity === "string") value = decimal(quantity);
  else if (quantity instanceof Decimal) value = quantity;
  else value = Decimal.fromInteger(quantity);
  if (value.sign() < 0) throw new RangeError(`expected a quantity of 0 or more for ${name}, found ${value}`);
  return value;
}
