import type { Catalog, PriceSet } from "../catalog/index.js";
import { type Interval, type Meter, parseMeter, THRESHOLDS } from "../meters/index.js";
import type { Decimal } from "../money/index.js";
import { type Cost, type PriceConditions, priceOffer } from "../pricing/index.js";
import type { BillAtom } from "./bill-atom.js";

/** What the catalog says that the quantity of a line costs, under the conditions that the line states. */
export interface CatalogPrice {
  readonly amount: Decimal;
  readonly unit: Decimal;
  readonly rate: Decimal;
  readonly per: Decimal;
  readonly source: { readonly file: string; readonly line: number };
}

/** Null when the line names no single meter or the catalog has no price for it; the reason is in `why`. */
export function priceBill(
  catalog: Catalog,
  atom: BillAtom,
  quantity: Decimal,
): { price: CatalogPrice | null; why: string } {
  const cost = costOfBill(catalog, atom, quantity);
  if (typeof cost === "string") return { price: null, why: cost };
  const [line] = cost.lines;
  if (line === undefined || cost.lines.length > 1) return { price: null, why: cost.unpriced[0]?.message ?? "no price" };
  const { unit, rate, per, amount, source } = line;
  return { price: { amount, unit, rate, per, source }, why: "" };
}

function costOfBill(catalog: Catalog, atom: BillAtom, quantity: Decimal): Cost | string {
  const { line, offer, lifted } = atom;
  const meter: Meter | undefined = atom.meter === null ? undefined : parseMeter(atom.meter);
  if (offer === null) return "the line names no model";
  if (meter === undefined) return "the line does not say which meter it counts";
  const request = {
    provider: line.provider,
    model: offer.id,
    at: line.from,
    usage: new Map([[meter, quantity]]),
    conditions: billConditions(atom),
    ...(line.currency === null ? {} : { currency: line.currency }),
  };
  return priceOffer(catalog, offer, lifted, request, line.from);
}

function billConditions(atom: BillAtom): PriceConditions {
  const { line, values } = atom;
  return {
    serviceTier: values.service_tier,
    regionClass: values.region_class,
    speed: values.speed,
    mode: values.mode,
    variant: line.variant,
    interval: intervalFor(atom.set, values.context),
  };
}

/** An interval that has the named context: what a line says of itself, in the terms of a request. */
export function intervalFor(set: PriceSet | null, context: string | undefined): Interval {
  const threshold = set?.context.find((entry) => entry.name === context);
  if (threshold === undefined) return 0;
  return 2 * (THRESHOLDS as readonly number[]).indexOf(threshold.over) + 2;
}
