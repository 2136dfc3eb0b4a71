import { formatDay } from "../../meters/index.js";
import type { CauseTest, Fit } from "../cause.js";
import type { Part } from "../entries.js";
import { counted, listed, money, sumOf } from "../words.js";

/** Whole days are billed of which the ledger has nothing at all. */
export const missingPeriod: CauseTest = {
  causes: ["missing_period"],
  klass: 4,
  *find({ open, ledger }): Iterable<Fit> {
    const covered = new Set(ledger.atoms.map((atom) => String(atom.day)));
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
  const names = listed(days.map(formatDay));
  const provider = parts[0]?.entry.cell.provider ?? "this provider";
  return {
    cause: "missing_period",
    owner: "engineering",
    parts,
    evidence: [
      `${money(sumOf(parts), parts)} is billed for ${names} (${counted(days.length, "day")}), and the ledger holds no event of ${provider} there`,
      `it holds events of ${counted(covered, "other day")} of the period`,
    ],
    remedy: `import the logs of ${names} with \`aimodels ledger import\``,
  };
}
