import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { Part } from "../entries.js";
import { add } from "../split.js";
import { unpricedIn } from "../unpriced.js";
import { counted, entriesOf, money, sumOf, unitOf } from "../words.js";
import { quantityDifference } from "./differences.js";

/** The offer is known, and the catalog has no price for the meter under the conditions used: all of it, or a part. */
export const unpricedMeter: CauseTest = {
  causes: ["unpriced_meter"],
  klass: 1,
  *find(context): Iterable<Fit> {
    const whole = new Map<string, Part[]>();
    const partly = new Map<string, Part[]>();
    for (const part of context.open) {
      const { problem } = part.entry;
      if (problem?.kind === "unpriced") add(whole, problem.message, part);
      const message = unpricedShare(part, context);
      if (message !== undefined) add(partly, message, part);
    }
    for (const [message, parts] of whole) yield fitOf(message, parts, wholeText(parts));
    for (const [message, parts] of partly) yield fitOf(message, parts, partText(parts));
  },
};

/** What the bill holds more is exactly the usage that the ledger holds without a price. */
function unpricedShare({ step, entry }: Part, { unpriced }: CauseContext): string | undefined {
  const difference = quantityDifference(entry);
  if (step !== "quantity_variance" || difference === null || unpriced.items.length === 0) return undefined;
  const found = unpricedIn(entry.cell, unpriced);
  const [first] = found;
  if (first === undefined || !Decimal.sum(found.map(({ quantity }) => quantity)).equals(difference)) return undefined;
  return first.message;
}

function wholeText(parts: readonly Part[]): string {
  return `${money(sumOf(parts), parts)} is billed for it in ${counted(entriesOf(parts).length, "cell")}`;
}

function partText(parts: readonly Part[]): string {
  const missing = Decimal.sum(parts.map((part) => quantityDifference(part.entry) ?? Decimal.zero));
  const unit = unitOf(parts[0]?.entry.cell.values.meter);
  return `${missing} ${unit} more are billed than the ledger could price, which is exactly what it holds without a price; at the rate of the rest they make ${money(sumOf(parts), parts)}`;
}

function fitOf(message: string, parts: readonly Part[], numbers: string): Fit {
  const { provider, values } = parts[0]?.entry.cell ?? { provider: "the provider", values: {} };
  return {
    cause: "unpriced_meter",
    owner: "catalog",
    parts,
    evidence: [message, numbers],
    remedy: `add that price of ${values.offer ?? "the offer"} to catalog/providers/${provider}.yaml, or correct the events if they were recorded wrongly`,
  };
}
