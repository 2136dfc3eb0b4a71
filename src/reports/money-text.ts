import { Decimal, roundHalfEven } from "../money/index.js";

/** Cents: no amount is printed with fewer. */
const FEWEST_DECIMALS = 2;
const MOST_DECIMALS = 7;

/** `-1,234.50`: thousands separated, rounded half-even to exactly so many decimals. */
export function fixedText(value: Decimal, decimals: number): string {
  const rounded = roundHalfEven(value, decimals);
  const [whole = "", fraction = ""] = rounded.toString().split(".");
  return decimals === 0 ? grouped(whole) : `${grouped(whole)}.${fraction.padEnd(decimals, "0")}`;
}

/** Every digit that the value has, and at least so many decimals: `0.075`, `2.50`, `1,234`. Nothing is rounded. */
export function exactText(value: Decimal, leastDecimals = 0): string {
  return fixedText(value, Math.max(value.decimals(), leastDecimals));
}

/** A quantity as a person writes it: `1,234,567`. */
export function quantityText(value: Decimal): string {
  return exactText(value);
}

/** An amount alone, as a person writes it: in cents, or with the digits that it takes to show a smaller one (two of them). */
export function amountText(value: Decimal): string {
  const decimals = Math.min(value.decimals(), Math.max(FEWEST_DECIMALS, leadingZeros(value) + 2));
  return fixedText(value, Math.max(FEWEST_DECIMALS, decimals));
}

/** How a column of amounts is printed so that it foots. */
export interface Footing {
  readonly decimals: number;
  /** Whether the printed parts add up to the printed total. When not, the table says that its figures are rounded. */
  readonly foots: boolean;
}

export interface AmountColumn {
  readonly parts: readonly Decimal[];
  readonly total: Decimal;
}

/**
 * The fewest decimals, at least 2, at which the printed parts add up to the printed total; if none under 8 does, cents.
 * Semantics section 5, "Printed columns foot".
 */
export function footing(parts: readonly Decimal[], total: Decimal): Footing {
  return commonFooting([{ parts, total }]);
}

/** As footing, for several columns with the same number of decimals, and no fewer than `least`. */
export function commonFooting(columns: readonly AmountColumn[], least = FEWEST_DECIMALS): Footing {
  for (let decimals = least; decimals <= Math.max(least, MOST_DECIMALS); decimals += 1) {
    if (columns.every((column) => footsAt(column, decimals))) return { decimals, foots: true };
  }
  return { decimals: least, foots: false };
}

function footsAt({ parts, total }: AmountColumn, decimals: number): boolean {
  const printed = Decimal.sum(parts.map((part) => roundHalfEven(part, decimals)));
  return printed.equals(roundHalfEven(total, decimals));
}

/** The sentence under a table whose column does not foot. */
export const ROUNDED_NOTE = "Printed figures are rounded; the JSON holds every digit.";

/** Zeros between the point and the first digit of a value under 1. */
function leadingZeros(value: Decimal): number {
  const [whole = "", fraction = ""] = value.abs().toString().split(".");
  return whole === "0" ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0;
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ",");
}
