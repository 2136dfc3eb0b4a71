import type { Catalog, Offer, PriceSet } from "../catalog/index.js";
import { type Resolution, resolveName } from "../catalog/resolve-name.js";
import { compareText } from "../findings/index.js";
import {
  type Conditions,
  type Instant,
  isTokenMeter,
  type Meter,
  type MeterGroup,
  parseMeter,
} from "../meters/index.js";
import { Decimal } from "../money/index.js";
import { defaultCurrency, setInForce } from "../pricing/index.js";
import { ATTRIBUTIONS, type CellValues, stated, variantText } from "./cell-dimensions.js";
import type { InvoiceInput } from "./input.js";
import { invoiceDay } from "./ledger-side.js";
import type { LineAtom } from "./line-book.js";

/** Lines of a bill that agree in all they state, with the offer that the catalog knows them as. */
export interface BillAtom {
  readonly line: LineAtom;
  readonly file: InvoiceInput;
  /** Null where the line names nothing, or nothing that the catalog knows. */
  readonly offer: Offer | null;
  /** The catalog's price set at the line's start; null where there is none. */
  readonly set: PriceSet | null;
  readonly lifted: Conditions;
  readonly meter: Meter | MeterGroup | null;
  /** `tokens`, a count meter's name, or `*` for a line with neither model nor meter. */
  readonly klass: string;
  readonly values: CellValues;
}

/** What a line turned out to be. */
export type BillEntry =
  | { readonly kind: "usage"; readonly atom: BillAtom }
  | { readonly kind: "charge"; readonly line: LineAtom; readonly category: Exclude<LineAtom["category"], "usage"> }
  | { readonly kind: "unmapped"; readonly line: LineAtom; readonly suggestions: readonly string[] };

/** Looks the lines of a file up in the catalog, each name once an instant. */
export function billEntries(file: InvoiceInput, catalog: Catalog, dayOffset: number): BillEntry[] {
  const resolved = new Map<string, Resolution>();
  const entries: BillEntry[] = [];
  const sorted = [...file.book.atoms].sort(([a], [b]) => compareText(a, b));
  for (const [, line] of sorted) {
    entries.push(
      entryOf(line, file, catalog, dayOffset, (name) => {
        const key = `${line.provider}\u0000${line.from}\u0000${name}`;
        const known = resolved.get(key) ?? resolveName(catalog, line.provider, name, line.from);
        resolved.set(key, known);
        return known;
      }),
    );
  }
  return entries;
}

function entryOf(
  line: LineAtom,
  file: InvoiceInput,
  catalog: Catalog,
  dayOffset: number,
  resolve: (name: string) => Resolution,
): BillEntry {
  if (line.category !== "usage") return { kind: "charge", line, category: line.category };
  if (line.name === null) return { kind: "usage", atom: bareAtom(line, file, catalog, dayOffset) };
  const resolution = resolve(line.name);
  if (resolution.kind === "charge" && resolution.category !== "usage") {
    return { kind: "charge", line, category: resolution.category };
  }
  if (resolution.kind !== "offer") {
    const suggestions = resolution.kind === "unknown" ? resolution.suggestions : [];
    return { kind: "unmapped", line, suggestions };
  }
  return { kind: "usage", atom: offerAtom(line, file, catalog, dayOffset, resolution.offer, resolution.lifted) };
}

function bareAtom(line: LineAtom, file: InvoiceInput, catalog: Catalog, dayOffset: number): BillAtom {
  const { meter } = line;
  const klass = meter === null ? "*" : classOf(meter);
  const values = lineValues(line, catalog, dayOffset, meter, undefined, {});
  return { line, file, offer: null, set: null, lifted: {}, meter, klass, values };
}

function offerAtom(
  line: LineAtom,
  file: InvoiceInput,
  catalog: Catalog,
  dayOffset: number,
  offer: Offer,
  lifted: Conditions,
): BillAtom {
  const set = setInForce(offer, line.currency ?? defaultCurrency(offer), line.from) ?? null;
  const meter = billedMeter(line.meter ?? onlyMeter(set), set);
  const klass = meter === null ? "tokens" : classOf(meter);
  const values = lineValues(line, catalog, dayOffset, meter, offer.id, lifted);
  return { line, file, offer, set, lifted, meter, klass, values };
}

/** The meter of an offer that is priced by one meter alone: a line that names it says what it counts. */
function onlyMeter(set: PriceSet | null): Meter | null {
  if (set === null) return null;
  const keys = new Set([...set.rates.keys(), ...set.rules.flatMap((rule) => [...rule.rates.keys()])]);
  const [first] = keys;
  return keys.size === 1 && first !== undefined ? (parseMeter(first) ?? null) : null;
}

/** A meter that the catalog says is billed as another is summed into that one. */
function billedMeter(meter: Meter | MeterGroup | null, set: PriceSet | null): Meter | MeterGroup | null {
  const known = meter === null ? undefined : parseMeter(meter);
  const rate = known === undefined ? undefined : set?.rates.get(known);
  return rate?.kind === "billed_as" ? rate.meter : meter;
}

/** The class of a meter: tokens are one class, because a bill may sum them; every count is a class of its own. */
export function classOf(meter: string): string {
  const known = parseMeter(meter);
  return known === undefined || isTokenMeter(known) ? "tokens" : known;
}

function lineValues(
  line: LineAtom,
  catalog: Catalog,
  dayOffset: number,
  meter: Meter | MeterGroup | null,
  offer: string | undefined,
  lifted: Conditions,
): CellValues {
  const values = stated({
    day: oneDay(line.from, line.to, dayOffset),
    offer,
    meter: meter ?? undefined,
    service_tier: line.serviceTier ?? lifted.service_tier,
    context: line.context ?? lifted.context,
    region_class: line.regionClass ?? lifted.region_class,
    speed: line.speed ?? lifted.speed,
    mode: line.mode ?? lifted.mode,
    variant: variantText(line.variant),
    account: line.account,
    project: line.project,
    api_key: line.apiKey,
  });
  for (const dimension of ATTRIBUTIONS) {
    const value = values[dimension];
    if (value !== undefined) values[dimension] = ledgerName(catalog, line, dimension, value);
  }
  return values;
}

/** The day that a line lies in, or undefined when it spans several. */
function oneDay(from: Instant, to: Instant, dayOffset: number): string | undefined {
  const day = invoiceDay(from, dayOffset);
  return day === invoiceDay(Math.max(from, to - 1), dayOffset) ? String(day) : undefined;
}

function ledgerName(catalog: Catalog, line: LineAtom, dimension: string, value: string): string {
  const mapping = catalog.policy.names.find(
    (name) => name.provider === line.provider && name.dimension === dimension && name.invoice === value,
  );
  return mapping?.ledger ?? value;
}

export function sumAmounts(atoms: readonly BillAtom[]): Decimal {
  return Decimal.sum(atoms.map((atom) => atom.line.amount ?? Decimal.zero));
}
