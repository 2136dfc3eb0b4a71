import { Decimal } from "../money/index.js";
import { isInputMeter, type Meter } from "./meter.js";

/** Quantities by meter: disjoint parts of one request, or of many. A meter that is absent was not used. */
export type Usage = ReadonlyMap<Meter, Decimal>;

/** All input tokens together, of every modality, cached or not: the basis of long-context thresholds. */
export function wholeInput(usage: Usage): Decimal {
  let total = Decimal.zero;
  for (const [meter, quantity] of usage) if (isInputMeter(meter)) total = total.add(quantity);
  return total;
}

/** Adds the second usage to the first, in place. */
export function addUsage(into: Map<Meter, Decimal>, usage: Usage): void {
  for (const [meter, quantity] of usage) into.set(meter, (into.get(meter) ?? Decimal.zero).add(quantity));
}
