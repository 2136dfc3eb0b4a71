import type { Allowance } from "../../catalog/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseTest, Fit } from "../cause.js";
import type { Part } from "../entries.js";

/** Used, and billed at 0 or not at all within an allowance that the catalog states. */
export const freeTier: CauseTest = {
  causes: ["free_tier"],
  klass: 6,
  *find({ open }): Iterable<Fit> {
    const free = open.filter((part) => part.entry.numbers.billed?.isZero() === true && part.amount.sign() < 0);
    if (free.length > 0) yield fitOf(free, "the bill states the usage and charges 0 for it");
    for (const part of open) {
      const allowance = allowanceFor(part);
      if (allowance === undefined) continue;
      yield fitOf([part], `the catalog states ${allowance.quantity} ${allowance.meter} free per ${allowance.per}`);
    }
  },
};

/** What was not billed is the allowance, or within it. */
function allowanceFor({ step, entry }: Part): Allowance | undefined {
  const [first] = entry.cell.ledger;
  const allowances = first?.set.allowances.filter((allowance) => allowance.meter === first.recordedMeter) ?? [];
  const { billedQuantity, ledgerQuantity } = entry.numbers;
  if (step === "ledger_only") return allowances.find(({ quantity }) => !ledgerQuantity.greaterThan(quantity));
  if (step !== "quantity_variance" || billedQuantity === null) return undefined;
  const unbilled = ledgerQuantity.sub(billedQuantity);
  return allowances.find(({ quantity }) => unbilled.equals(quantity));
}

function fitOf(parts: readonly Part[], evidence: string): Fit {
  const amount = Decimal.sum(parts.map((part) => part.amount));
  return {
    cause: "free_tier",
    owner: "nobody",
    parts,
    evidence: [evidence, `at catalog prices it is ${amount.neg()}`],
    remedy: "nothing, unless the free usage ends",
  };
}
