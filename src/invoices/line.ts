import type { ChargeCategory } from "../catalog/index.js";
import type { Instant, Meter, MeterGroup, Provider, VariantKey } from "../meters/index.js";
import type { Currency, Decimal } from "../money/index.js";

/** What a line says of the thing billed: a value where stated, absent where the format or the row does not state it. */
export interface LineDimensions {
  readonly serviceTier?: string;
  /** `short` or the long tier's name as the invoice tells it apart. */
  readonly context?: string;
  readonly regionClass?: string;
  readonly speed?: string;
  readonly mode?: string;
  readonly variant?: Readonly<Partial<Record<VariantKey, string>>>;
  readonly account?: string;
  readonly project?: string;
  readonly apiKey?: string;
}

/** One charge, as billed. */
export interface InvoiceLine extends LineDimensions {
  readonly kind: "line";
  /** Line of the file on which the row starts (CSV), or number of the record (JSON), from 1. */
  readonly row: number;
  readonly provider: Provider;
  readonly category: ChargeCategory;
  /** The model, offer or service in the invoice's own words; null on a line that names none. */
  readonly name: string | null;
  /** The meter, a group, or null when the line does not say what it counts. */
  readonly meter: Meter | MeterGroup | null;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** Credits negative. Null in a usage file: usage rows are never money. */
  readonly amount: Decimal | null;
  readonly currency: Currency | null;
  /** In the meter's own unit: tokens, seconds, images; null when not stated. */
  readonly quantity: Decimal | null;
  /** What the invoice itself says it would cost at list price. */
  readonly listAmount?: Decimal;
  /** Requests behind the line, where stated. */
  readonly requests?: Decimal;
}

export interface SkippedRow {
  readonly kind: "skip";
  readonly row: number;
  readonly reason: string;
  /** Of an empty row that still states its bucket: it counts for the invoice's period. */
  readonly from?: Instant;
  readonly to?: Instant;
}

export interface RejectedRow {
  readonly kind: "reject";
  readonly row: number;
  readonly reason: string;
}

/** A total that the file itself states, to tie out against. */
export interface StatedTotal {
  readonly kind: "total";
  readonly row: number;
  readonly amount: Decimal;
  readonly currency: Currency | null;
}

/** A row that states several meters, one line each. It is still one row, in one bucket. Never empty. */
export interface SeveralLines {
  readonly kind: "lines";
  readonly row: number;
  readonly lines: readonly InvoiceLine[];
}

/** What a reader of the whole file should know: columns not read, an export that is incomplete. It is no row. */
export interface FileNote {
  readonly kind: "note";
  readonly text: string;
}

export type RowOutcome = InvoiceLine | SeveralLines | SkippedRow | RejectedRow | StatedTotal | FileNote;
