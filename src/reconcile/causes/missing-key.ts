import { compareText } from "../../findings/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import { ATTRIBUTIONS, type AttributionDimension } from "../cell-dimensions.js";
import type { Part } from "../entries.js";
import { add } from "../split.js";
import { counted, listed, money, sumOf } from "../words.js";

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
      if (known.length === 0) continue;
      const recorded = new Set(known);
      const groups = new Map<string, Part[]>();
      for (const part of billed) {
        const name = part.entry.cell.values[dimension];
        if (name !== undefined && !recorded.has(name)) add(groups, name, part);
      }
      for (const [name, parts] of groups) yield fitOf(WORDS[dimension], name, parts, known);
    }
  },
};

function namesInLedger({ ledger }: CauseContext, dimension: AttributionDimension): string[] {
  const names = new Set(ledger.atoms.flatMap((atom) => atom.values[dimension] ?? []));
  return [...names].sort(compareText);
}

function fitOf(word: string, name: string, parts: readonly Part[], known: readonly string[]): Fit {
  return {
    cause: "missing_key",
    owner: "engineering",
    parts,
    evidence: [
      `${money(sumOf(parts), parts)} is billed for the ${word} ${name} in ${counted(parts.length, "cell")}, and the ledger holds no event of it in the period`,
      `the ledger holds events of ${counted(known.length, `other ${word}`)}: ${listed(known)}`,
    ],
    remedy: `find what uses the ${word} ${name}, and import its log with \`aimodels ledger import\``,
  };
}
