import { Decimal } from "../../money/index.js";
import type { CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import { quantityParts, rateParts, within } from "./siblings.js";

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
  yield {
    cause: "unit_slip",
    owner: "engineering",
    parts: found,
    evidence: [
      `the bill holds exactly ${factor.toLocaleString("en")} times ${way} than the ledger, in each of ${found.length} cells`,
    ],
    remedy: "look at which side counts in thousands or millions: the unit of the export, or of the recorded usage",
  };
}

function slipped(entry: CellEntry, up: Decimal, down: Decimal): Slip {
  const { billed, billedQuantity, ledgerQuantity, ledgerAmount, roundingBound } = entry.numbers;
  if (billed === null || ledgerAmount.isZero()) return undefined;
  if (billedQuantity !== null && !ledgerQuantity.isZero()) {
    if (billedQuantity.mul(down).equals(ledgerQuantity.mul(up))) return "quantity";
    if (!billedQuantity.equals(ledgerQuantity)) return undefined;
  }
  return within(billed.mul(down).sub(ledgerAmount.mul(up)), roundingBound.mul(down)) ? "rate" : undefined;
}
