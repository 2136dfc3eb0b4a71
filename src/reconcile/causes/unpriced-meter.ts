import type { CauseTest, Fit } from "../cause.js";

/** The offer is known, and the catalog has no price for the meter under the conditions used. */
export const unpricedMeter: CauseTest = {
  causes: ["unpriced_meter"],
  klass: 1,
  *find({ open }): Iterable<Fit> {
    for (const part of open) {
      if (part.entry.problem?.kind !== "unpriced") continue;
      const { values, provider } = part.entry.cell;
      yield {
        cause: "unpriced_meter",
        owner: "catalog",
        parts: [part],
        evidence: [part.entry.problem.message],
        remedy: `add the rate of ${values.meter ?? "the meter"} for ${values.offer ?? "the offer"} to catalog/providers/${provider}.yaml`,
      };
    }
  },
};
