import { formatDay } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseTest, Fit } from "../cause.js";
import type { Part } from "../entries.js";

/** Whole days are billed of which the ledger has nothing at all. */
export const missingPeriod: CauseTest = {
  causes: ["missing_period"],
  klass: 4,
  *find({ open, ledger }): Iterable<Fit> {
    const covered = new Set(ledger.map((atom) => String(atom.day)));
    if (covered.size === 0) return;
    const parts = open.filter(({ step, entry }) => {
      const { day } = entry.cell.values;
      return step === "invoice_only" && day !== undefined && !covered.has(day);
    });
    if (parts.length > 0) yield fitOf(parts, covered.size);
  },
};

function fitOf(parts: readonly Part[], covered: number): Fit {
  const days = [...new Set(parts.map((part) => Number(part.entry.cell.values.day)))].sort((a, b) => a - b);
  const billed = Decimal.sum(parts.map((part) => part.amount));
  const names = days.map(formatDay).join(", ");
  return {
    cause: "missing_period",
    owner: "engineering",
    parts,
    evidence: [
      `${billed} is billed for ${names}, of which the ledger holds no event of this provider`,
      `the ledger holds events of ${covered} other ${covered === 1 ? "day" : "days"} of the period`,
    ],
    remedy: `import the logs of ${names} with \`aimodels ledger import\``,
  };
}
