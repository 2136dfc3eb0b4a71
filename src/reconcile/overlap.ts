import type { Catalog } from "../catalog/index.js";
import { type Provider, utcDay } from "../meters/index.js";
import type { UsageTotal } from "../usage/index.js";

/**
 * Two sources that record the same provider, key and day without a shared response id may hold the same usage twice; unless
 * policy.yaml names the source that counts, that is worth a warning. Semantics section 4.
 */
export function overlapNotes(totals: readonly UsageTotal[], catalog: Catalog): string[] {
  const seen = new Map<string, string>();
  const overlaps = new Map<string, { provider: Provider; sources: string; days: Set<number> }>();
  for (const total of totals) {
    if (catalog.policy.sourceThatCounts.has(total.provider)) continue;
    const day = utcDay(total.quarter);
    const key = `${total.provider}\u0000${total.apiKey ?? ""}\u0000${day}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, total.source);
    else if (first !== total.source) {
      const sources = [first, total.source].sort().join(" and ");
      const known = overlaps.get(`${total.provider} ${sources}`) ?? {
        provider: total.provider,
        sources,
        days: new Set(),
      };
      overlaps.set(`${total.provider} ${sources}`, { ...known, days: known.days.add(day) });
    }
  }
  return [...overlaps.values()].map(
    ({ provider, sources, days }) =>
      `the sources ${sources} both hold usage of ${provider} on ${days.size} ${days.size === 1 ? "day" : "days"}; ` +
      "if it is the same usage, name the one that counts in policy.yaml under source_that_counts",
  );
}

/** Leaves out usage of sources that the policy says do not count for their provider, where the one that counts is there. */
export function countingTotals(
  totals: readonly UsageTotal[],
  catalog: Catalog,
): { counting: UsageTotal[]; other: UsageTotal[] } {
  const present = new Set(totals.map((total) => `${total.provider} ${total.source}`));
  const counting: UsageTotal[] = [];
  const other: UsageTotal[] = [];
  for (const total of totals) {
    const source = catalog.policy.sourceThatCounts.get(total.provider);
    const counts = source === undefined || source === total.source || !present.has(`${total.provider} ${source}`);
    (counts ? counting : other).push(total);
  }
  return { counting, other };
}
