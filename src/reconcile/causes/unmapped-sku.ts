import type { CauseTest, Fit } from "../cause.js";
import { counted, money } from "../words.js";

/** The name is in no catalog. */
export const unmappedSku: CauseTest = {
  causes: ["unmapped_sku"],
  klass: 1,
  *find({ open }): Iterable<Fit> {
    for (const part of open) {
      if (part.entry.problem?.kind !== "unmapped") continue;
      const { cost, provider } = part.entry.cell;
      const rows = cost.reduce((count, { line }) => count + line.rows, 0);
      yield {
        cause: "unmapped_sku",
        owner: "catalog",
        parts: [part],
        evidence: [`${part.entry.problem.message}; ${money(part.amount, [part])} is billed on ${counted(rows, "row")}`],
        remedy: `add ${JSON.stringify(cost[0]?.line.name ?? "")} to catalog/providers/${provider}.yaml, as an offer or under billing_names`,
      };
    }
  },
};
