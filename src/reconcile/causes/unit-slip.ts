import { Decimal } from "../../money/index.js";
import type { CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import { counted, entriesOf } from "../words.js";
import { quantityParts, rateParts, within } from "./differences.js";

const FACTORS = [1_000, 1_000_000] as const;

/** Quantity or rate is off by 1,000 or 1,000,000: a price per thousand or million read as one per unit, or the reverse. */
export const unitSlip: CauseTest = {
  causes: ["unit_slip"],
  klass: 3,
  *find({ open }): Iterable<Fit> {
    for (const factor of FACTORS) {
      const times = Decimal.fromInteger(factor);
      yield* fits(open, factor, "more", (entry) => slipped(entry, times, Decimal.one));
      yield* fits(open, factor, "less", (entry) => slipped(entry, Decimal.one, times));
    }
  },
};

type Slip = "quantity" | "rate" | undefined;

function* fits(open: readonly Part[], factor: number, way: string, test: (entry: CellEntry) => Slip): Iterable<Fit> {
  const parts = [...new Set([...quantityParts(open), ...rateParts(open)])];
  const found = parts.filter((part) => {
    const slip = test(part.entry);
    return slip === "quantity" || (slip === "rate" && part.step !== "quantity_variance");
  });
  if (found.length === 0) return;
  const largest = found.reduce((a, b) => (b.amount.abs().greaterThan(a.amount.abs()) ? b : a));
  yield {
    cause: "unit_slip",
    owner: "engineering",
    parts: found,
    evidence: [
      `the bill holds exactly ${way === "more" ? `${factor} times` : `one in ${factor} of`} what the ledger holds, in ${counted(entriesOf(found).length, "cell")}`,
      `the largest: ${numbersOf(largest, test(largest.entry))}`,
    ],
    remedy: "look at which side counts in thousands or millions: the unit of the export, or of the recorded usage",
  };
}

function numbersOf({ entry }: Part, slip: Slip): string {
  const { billed, billedQuantity, ledgerQuantity, ledgerAmount } = entry.numbers;
  if (slip === "quantity") return `${billedQuantity} billed, ${ledgerQuantity} recorded`;
  return `${billed} ${entry.cell.currency} billed, ${ledgerAmount} ${entry.cell.currency} at catalog prices`;
}

function slipped(entry: CellEntry, up: Decimal, down: Decimal): Slip {
  const { billed, billedQuantity, ledgerQuantity, ledgerAmount, roundingBound } = entry.numbers;
  if (billed === null || ledgerAmount.isZero()) return undefined;
  if (billedQuantity !== null && !ledgerQuantity.isZero()) {
    if (billedQuantity.mul(down).equals(ledgerQuantity.mul(up))) return "quantity";
    if (!billedQuantity.equals(ledgerQuantity)) return undefined;
  }
  // An amount that rounding may have made says nothing of a factor.
  if (within(billed, roundingBound)) return undefined;
  return within(billed.mul(down).sub(ledgerAmount.mul(up)), roundingBound.mul(down)) ? "rate" : undefined;
}
