import type { ChargeCategory } from "../catalog/index.js";
import type { InvoiceLine } from "../invoices/index.js";
import type { Instant, Meter, MeterGroup, Provider } from "../meters/index.js";
import type { Currency } from "../money/index.js";
import { ownText } from "./own-text.js";

/** What lines state of the thing billed, whoever used it. Lines that agree in all of it share one of these. */
export interface LineFacts {
  /** From 0, in the order in which a file names them. */
  readonly id: number;
  readonly provider: Provider;
  readonly category: ChargeCategory;
  readonly name: string | null;
  readonly meter: Meter | MeterGroup | null;
  readonly from: Instant;
  readonly to: Instant;
  readonly currency: Currency | null;
  readonly serviceTier: string | undefined;
  readonly context: string | undefined;
  readonly regionClass: string | undefined;
  readonly speed: string | undefined;
  readonly mode: string | undefined;
  readonly variant: InvoiceLine["variant"];
  /** Lines that state no amount, or no quantity, are summed apart from those that do. */
  readonly hasAmount: boolean;
  readonly hasQuantity: boolean;
}

/** Finds the facts of a line among those that were met before. A file has few, and repeats them a million times. */
export class FactsIndex {
  readonly all: LineFacts[] = [];
  private readonly byTime = new Map<Instant, Map<string | null, LineFacts[]>>();

  of(line: InvoiceLine): LineFacts {
    let byName = this.byTime.get(line.from);
    if (byName === undefined) {
      byName = new Map();
      this.byTime.set(line.from, byName);
    }
    let near = byName.get(line.name);
    if (near === undefined) {
      near = [];
      byName.set(line.name === null ? null : ownText(line.name), near);
    }
    for (const facts of near) if (agree(facts, line)) return facts;
    const facts = factsOf(line, this.all.length);
    near.push(facts);
    this.all.push(facts);
    return facts;
  }

  /** Moves all of them in time. */
  move(by: number): void {
    for (const [id, facts] of this.all.entries()) this.all[id] = { ...facts, from: facts.from + by, to: facts.to + by };
    this.byTime.clear();
    for (const facts of this.all) {
      const byName = this.byTime.get(facts.from) ?? new Map<string | null, LineFacts[]>();
      this.byTime.set(facts.from, byName);
      byName.set(facts.name, [...(byName.get(facts.name) ?? []), facts]);
    }
  }
}

/** Name and start are equal already. */
function agree(facts: LineFacts, line: InvoiceLine): boolean {
  return (
    facts.meter === line.meter &&
    facts.to === line.to &&
    facts.serviceTier === line.serviceTier &&
    facts.context === line.context &&
    facts.regionClass === line.regionClass &&
    facts.speed === line.speed &&
    facts.mode === line.mode &&
    facts.category === line.category &&
    facts.currency === line.currency &&
    facts.provider === line.provider &&
    facts.hasAmount === (line.amount !== null) &&
    facts.hasQuantity === (line.quantity !== null) &&
    sameVariant(facts.variant, line.variant)
  );
}

function sameVariant(a: InvoiceLine["variant"], b: InvoiceLine["variant"]): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

function factsOf(line: InvoiceLine, id: number): LineFacts {
  return {
    id,
    provider: line.provider,
    category: line.category,
    name: line.name === null ? null : ownText(line.name),
    meter: line.meter,
    from: line.from,
    to: line.to,
    currency: line.currency,
    serviceTier: ownOrAbsent(line.serviceTier),
    context: ownOrAbsent(line.context),
    regionClass: ownOrAbsent(line.regionClass),
    speed: ownOrAbsent(line.speed),
    mode: ownOrAbsent(line.mode),
    variant: line.variant,
    hasAmount: line.amount !== null,
    hasQuantity: line.quantity !== null,
  };
}

function ownOrAbsent(text: string | undefined): string | undefined {
  return text === undefined ? undefined : ownText(text);
}

/** One order for the facts of a file, whatever the order of its rows. */
export function orderKey(facts: LineFacts): string {
  const { id: _id, ...stated } = facts;
  return JSON.stringify(Object.values(stated).map((value) => value ?? null));
}
