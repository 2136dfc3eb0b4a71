import type { CauseTest, Fit } from "../cause.js";

/** The name is in no catalog. */
export const unmappedSku: CauseTest = {
  causes: ["unmapped_sku"],
  klass: 1,
  *find({ open }): Iterable<Fit> {
    for (const part of open) {
      if (part.entry.problem?.kind !== "unmapped") continue;
      const [first] = part.entry.cell.cost;
      yield {
        cause: "unmapped_sku",
        owner: "catalog",
        parts: [part],
        evidence: [part.entry.problem.message],
        remedy: `add ${JSON.stringify(first?.line.name ?? "")} to catalog/providers/${part.entry.cell.provider}.yaml, as an offer or under billing_names`,
      };
    }
  },
};
