import type { Catalog, Offer, PriceSet } from "../catalog/index.js";
import { once } from "../catalog/once.js";
import { resolveName } from "../catalog/resolve-name.js";
import {
  type Conditions,
  type Instant,
  isTokenMeter,
  type Meter,
  type MeterGroup,
  parseMeter,
} from "../meters/index.js";
import { defaultCurrency, setInForce } from "../pricing/index.js";
import { ATTRIBUTIONS, type CellValues, stated, variantText } from "./cell-dimensions.js";
import type { InvoiceInput } from "./input.js";
import { invoiceDay } from "./ledger-side.js";
import type { LineAtom } from "./line-atom.js";
import type { LineFacts } from "./line-facts.js";

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

/**
 * Looks the lines of a file up in the catalog, what they state of the thing billed once. `attributed`: each account, project
 * and key for itself; else summed over them.
 */
export function* billEntries(
  file: InvoiceInput,
  catalog: Catalog,
  dayOffset: number,
  attributed: boolean,
): Generator<BillEntry> {
  const meanings = new Map<LineFacts, Meaning>();
  for (const line of attributed ? file.book.atoms() : file.book.atomsOfAll()) {
    const meaning = once(meanings, line.facts, () => meaningOf(line.facts, catalog, dayOffset));
    if (meaning.kind === "charge") yield { kind: "charge", line, category: meaning.category };
    else if (meaning.kind === "unmapped") yield { kind: "unmapped", line, suggestions: meaning.suggestions };
    else yield { kind: "usage", atom: atomOf(line, file, meaning, catalog) };
  }
}

/** What the catalog makes of a line, whoever used it. */
type Meaning =
  | { readonly kind: "charge"; readonly category: Exclude<LineAtom["category"], "usage"> }
  | { readonly kind: "unmapped"; readonly suggestions: readonly string[] }
  | UsageMeaning;

interface UsageMeaning extends Omit<BillAtom, "line" | "file"> {
  readonly kind: "usage";
}

function meaningOf(facts: LineFacts, catalog: Catalog, dayOffset: number): Meaning {
  if (facts.category !== "usage") return { kind: "charge", category: facts.category };
  if (facts.name === null) return bareMeaning(facts, dayOffset);
  const resolution = resolveName(catalog, facts.provider, facts.name, facts.from);
  if (resolution.kind === "charge" && resolution.category !== "usage") {
    return { kind: "charge", category: resolution.category };
  }
  if (resolution.kind === "offer") return offerMeaning(facts, dayOffset, resolution.offer, resolution.lifted);
  return { kind: "unmapped", suggestions: resolution.kind === "unknown" ? resolution.suggestions : [] };
}

function bareMeaning(facts: LineFacts, dayOffset: number): UsageMeaning {
  const { meter } = facts;
  const klass = meter === null ? "*" : classOf(meter);
  const values = factValues(facts, dayOffset, meter, undefined, {});
  return { kind: "usage", offer: null, set: null, lifted: {}, meter, klass, values };
}

function offerMeaning(facts: LineFacts, dayOffset: number, offer: Offer, lifted: Conditions): UsageMeaning {
  const set = setInForce(offer, facts.currency ?? defaultCurrency(offer), facts.from) ?? null;
  const meter = billedMeter(facts.meter ?? onlyMeter(set), set);
  const klass = meter === null ? "tokens" : classOf(meter);
  const values = factValues(facts, dayOffset, meter, offer.id, lifted);
  return { kind: "usage", offer, set, lifted, meter, klass, values };
}

function atomOf(line: LineAtom, file: InvoiceInput, meaning: UsageMeaning, catalog: Catalog): BillAtom {
  const { offer, set, lifted, meter, klass } = meaning;
  const values = { ...meaning.values };
  for (const dimension of ATTRIBUTIONS) {
    const value = line[STATED_AS[dimension]];
    if (value !== undefined) values[dimension] = ledgerName(catalog, line, dimension, value);
  }
  return { line, file, offer, set, lifted, meter, klass, values };
}

const STATED_AS = { account: "account", project: "project", api_key: "apiKey" } as const;

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

/** What is stated of the thing billed; account, project and key are each line's own. */
function factValues(
  facts: LineFacts,
  dayOffset: number,
  meter: Meter | MeterGroup | null,
  offer: string | undefined,
  lifted: Conditions,
): CellValues {
  return stated({
    day: oneDay(facts.from, facts.to, dayOffset),
    offer,
    meter: meter ?? undefined,
    service_tier: facts.serviceTier ?? lifted.service_tier,
    context: facts.context ?? lifted.context,
    region_class: facts.regionClass ?? lifted.region_class,
    speed: facts.speed ?? lifted.speed,
    mode: facts.mode ?? lifted.mode,
    variant: variantText(facts.variant),
  });
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
