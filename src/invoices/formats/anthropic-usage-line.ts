import type { Instant, Meter } from "../../meters/index.js";
import type { Decimal } from "../../money/index.js";
import { amountProblem, parseAmount } from "../amount.js";
import type { InvoiceLine, LineDimensions, RowOutcome } from "../line.js";
import { quote } from "../quote.js";

/** One Anthropic usage record as one line for each meter that is not 0; its classes never overlap. */
export function anthropicUsage(
  row: number,
  time: { readonly from: Instant; readonly to: Instant },
  name: string | null,
  counts: ReadonlyMap<Meter, Decimal>,
  dimensions: LineDimensions,
): RowOutcome {
  const lines: InvoiceLine[] = [];
  for (const [meter, quantity] of counts) {
    if (quantity.isZero()) continue;
    const { from, to } = time;
    lines.push({
      kind: "line",
      row,
      provider: "anthropic",
      category: "usage",
      name,
      meter,
      from,
      to,
      amount: null,
      currency: null,
      quantity,
      ...dimensions,
    });
  }
  if (lines.length === 0) return { kind: "skip", row, reason: NOTHING_USED, from: time.from, to: time.to };
  return { kind: "lines", row, lines };
}

export const NOTHING_USED = "nothing was used in this time";

/** A count of 0 or more, null where the text is blank, or why it is none. */
export function countOf(name: string, text: string): Decimal | null | string {
  if (text === "") return null;
  const count = parseAmount(text);
  if (count === undefined) return `${name}: ${amountProblem(text)}`;
  return count.sign() < 0
    ? `${name}: expected a count of 0 or more, found ${quote(text)}; export the file again`
    : count;
}

/** The counts of a record by meter, or why one of them is none. A blank count is not stated and yields nothing. */
export function countsOf<Field extends { readonly name: string; readonly meter: Meter }>(
  fields: readonly Field[],
  text: (field: Field) => string,
): ReadonlyMap<Meter, Decimal> | string {
  const counts = new Map<Meter, Decimal>();
  for (const field of fields) {
    const count = countOf(field.name, text(field));
    if (typeof count === "string") return count;
    if (count !== null) counts.set(field.meter, count);
  }
  return counts;
}
