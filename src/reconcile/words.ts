import { Decimal } from "../money/index.js";
import type { Part } from "./entries.js";

/** `1 cell`, `3 cells`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `each of 3 cells is`, `the only cell is`. */
export function everyCell(count: number): string {
  return count === 1 ? "the only cell is" : `each of ${count} cells is`;
}

const MOST_NAMED = 5;

/** `a`, `a and b`, `a, b and c`, `a, b, c, d, e and 3 more`. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

/** `12.5 USD`, in the currency of the parts. */
export function money(amount: Decimal, [part]: readonly Part[]): string {
  return part === undefined ? amount.toString() : `${amount} ${part.entry.cell.currency}`;
}

/** What is billed in the cells of the parts, each cell once. */
export function billedIn(parts: readonly Part[]): Decimal {
  return Decimal.sum(entriesOf(parts).map(({ numbers }) => numbers.billed ?? Decimal.zero));
}

/** What the ledger's usage in the cells of the parts costs, each cell once. */
export function recordedIn(parts: readonly Part[]): Decimal {
  return Decimal.sum(entriesOf(parts).map(({ numbers }) => numbers.ledgerAmount));
}

export function sumOf(parts: readonly Part[]): Decimal {
  return Decimal.sum(parts.map((part) => part.amount));
}

export function entriesOf(parts: readonly Part[]): Part["entry"][] {
  return [...new Set(parts.map((part) => part.entry))];
}

/** The unit in which a meter's quantities are told. */
export function unitOf(meter: string | undefined): string {
  if (meter === undefined) return "units";
  return /^(?:uncached_|cache_read|cache_write|output|input|tokens)/.test(meter) ? "tokens" : `units of ${meter}`;
}
