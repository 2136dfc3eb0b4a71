import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import { ATTRIBUTIONS, type AttributionDimension, ledgerValues } from "../cell-dimensions.js";
import type { Part } from "../entries.js";

const WORDS: Readonly<Record<AttributionDimension, string>> = {
  account: "account",
  project: "project",
  api_key: "key",
};

/** Usage is billed of a key, project or account of which the ledger has no event in the period. */
export const missingKey: CauseTest = {
  causes: ["missing_key"],
  klass: 4,
  *find(context): Iterable<Fit> {
    const billed = context.open.filter((part) => part.step === "invoice_only");
    for (const dimension of [...ATTRIBUTIONS].reverse()) {
      const known = namesInLedger(context, dimension);
      if (known.size === 0) continue;
      const groups = new Map<string, Part[]>();
      for (const part of billed) {
        const name = part.entry.cell.values[dimension];
        if (name === undefined || known.has(name)) continue;
        groups.set(name, [...(groups.get(name) ?? []), part]);
      }
      for (const [name, parts] of groups) yield fitOf(WORDS[dimension], name, parts, known.size);
    }
  },
};

function namesInLedger({ ledger }: CauseContext, dimension: AttributionDimension): Set<string> {
  return new Set(ledger.flatMap((atom) => ledgerValues(atom)[dimension] ?? []));
}

function fitOf(word: string, name: string, parts: readonly Part[], known: number): Fit {
  const billed = Decimal.sum(parts.map((part) => part.amount));
  return {
    cause: "missing_key",
    owner: "engineering",
    parts,
    evidence: [
      `${billed} is billed of the ${word} ${name}, of which the ledger holds no event in the period`,
      `the ledger holds events of ${known} other${known === 1 ? "" : "s"}`,
    ],
    remedy: `find what uses the ${word} ${name}, and import its log with \`aimodels ledger import\``,
  };
}
