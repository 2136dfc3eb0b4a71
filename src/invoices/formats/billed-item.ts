import { isTokenMeter, type Meter, type MeterGroup, meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import { quote } from "../quote.js";
import { remembered } from "../remembered.js";
import { type LineItem, parseLineItem } from "./line-item.js";

/** A line item together with its unit: what is counted, and how the stated quantity becomes the meter's own unit. */
export interface BilledItem {
  readonly item: LineItem;
  readonly meter: Meter | MeterGroup | null;
  /** Meter units for each unit stated; null where the quantity cannot be told in the meter's unit. */
  readonly factor: Decimal | null;
  /** The unit as written where it is not one of OpenAI's; else null. */
  readonly strangeUnit: string | null;
}

type UnitKind = "tokens" | "seconds" | "gib_seconds" | "images" | "characters";

/** OpenAI's `quantity_unit`: https://platform.openai.com/docs/api-reference/usage/costs. Time is kept in seconds. */
const UNITS: ReadonlyMap<string, { readonly kind: UnitKind; readonly factor: Decimal }> = new Map(
  Object.entries({
    tokens: { kind: "tokens", factor: Decimal.one },
    "1000_tokens": { kind: "tokens", factor: Decimal.fromInteger(1000) },
    duration_seconds: { kind: "seconds", factor: Decimal.one },
    duration_minutes: { kind: "seconds", factor: Decimal.fromInteger(60) },
    duration_hours: { kind: "seconds", factor: Decimal.fromInteger(3600) },
    gibibyte_hours: { kind: "gib_seconds", factor: Decimal.fromInteger(3600) },
    images: { kind: "images", factor: Decimal.one },
    characters: { kind: "characters", factor: Decimal.one },
  }),
);

/** A reader of (line item, unit) that keeps what it has read. */
export function billedItemReader(): (lineItem: string, unit: string) => BilledItem {
  const itemsOf = remembered((unit) => remembered((lineItem) => billedItem(lineItem, unit)));
  return (lineItem, unit) => itemsOf(unit)(lineItem);
}

function billedItem(lineItem: string, unit: string): BilledItem {
  const item = parseLineItem(lineItem);
  if (unit === "") return { item, meter: item.meter, factor: factorWithoutUnit(item.meter), strangeUnit: null };
  const known = UNITS.get(unit.toLowerCase());
  if (known === undefined) return { item, meter: item.meter, factor: null, strangeUnit: unit };
  const counted = counts(item, known.kind);
  return { item, meter: counted, factor: counted === null ? null : known.factor, strangeUnit: null };
}

export function strangeUnitNote(unit: string): string {
  return `quantities in ${quote(unit)} were not read: OpenAI's units known are ${[...UNITS.keys()].join(", ")}`;
}

/** Exports of before `quantity_unit` count tokens and calls; in what they measure time and storage is not known. */
function factorWithoutUnit(counted: Meter | null): Decimal | null {
  if (counted === null || counted.endsWith("_second")) return null;
  return Decimal.one;
}

function counts(item: LineItem, kind: UnitKind): Meter | MeterGroup | null {
  switch (kind) {
    case "tokens":
      if (item.meter === null) return "tokens";
      return isTokenMeter(item.meter) ? item.meter : null;
    case "seconds":
      if (item.medium !== null) return meter(`${item.medium}_second`);
      return item.meter === "audio_second" ? item.meter : null;
    case "gib_seconds":
      return meter("storage_gib_second");
    case "images":
      return meter("image");
    case "characters":
      return meter("character");
  }
}
