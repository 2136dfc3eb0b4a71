import type { ChargeCategory } from "../catalog/index.js";
import type { InvoiceLine } from "../invoices/index.js";
import type { Instant, Meter, MeterGroup, Provider } from "../meters/index.js";
import type { Currency, Decimal } from "../money/index.js";
import type { LineFacts } from "./line-facts.js";
import type { LineColumns, LineSums } from "./line-sums.js";
import type { Who } from "./who.js";

/** Rows of one file that agree in all they state, summed: made from the file's book when it is asked for. */
export class LineAtom implements LineSums {
  readonly facts: LineFacts;
  readonly amount: Decimal | null;
  readonly quantity: Decimal | null;
  readonly listAmount: Decimal | null;
  readonly rows: number;
  private readonly who: Who | null;
  private readonly columns: LineColumns;
  private readonly places: readonly number[];

  /** `who` is null for the lines of several accounts, projects and keys together. */
  constructor(facts: LineFacts, who: Who | null, columns: LineColumns, places: readonly number[], sums: LineSums) {
    this.facts = facts;
    this.who = who;
    this.columns = columns;
    this.places = places;
    this.amount = sums.amount;
    this.quantity = sums.quantity;
    this.listAmount = sums.listAmount;
    this.rows = sums.rows;
  }

  get provider(): Provider {
    return this.facts.provider;
  }

  get category(): ChargeCategory {
    return this.facts.category;
  }

  get name(): string | null {
    return this.facts.name;
  }

  get meter(): Meter | MeterGroup | null {
    return this.facts.meter;
  }

  get from(): Instant {
    return this.facts.from;
  }

  get to(): Instant {
    return this.facts.to;
  }

  get currency(): Currency | null {
    return this.facts.currency;
  }

  get serviceTier(): string | undefined {
    return this.facts.serviceTier;
  }

  get context(): string | undefined {
    return this.facts.context;
  }

  get regionClass(): string | undefined {
    return this.facts.regionClass;
  }

  get speed(): string | undefined {
    return this.facts.speed;
  }

  get mode(): string | undefined {
    return this.facts.mode;
  }

  get variant(): InvoiceLine["variant"] {
    return this.facts.variant;
  }

  get account(): string | undefined {
    return this.who?.account;
  }

  get project(): string | undefined {
    return this.who?.project;
  }

  get apiKey(): string | undefined {
    return this.who?.apiKey;
  }

  /** First and last row of each run of rows, flattened: [12, 19, 23, 23]. */
  get runs(): readonly number[] {
    return this.columns.runsOf(this.places);
  }

  /** Apart for each account, project and key, where it holds several. */
  *parts(): Generator<LineAtom> {
    if (this.places.length === 1) yield this;
    else for (const place of this.places) yield this.part(place);
  }

  /** The same lines with another amount. */
  withAmount(amount: Decimal | null): LineAtom {
    const { quantity, listAmount, rows } = this;
    return new LineAtom(this.facts, this.who, this.columns, this.places, { amount, quantity, listAmount, rows });
  }

  private part(place: number): LineAtom {
    return new LineAtom(this.facts, this.who, this.columns, [place], this.columns.sumsAt(place));
  }
}
