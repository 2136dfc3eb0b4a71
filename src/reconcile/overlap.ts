import type { Catalog } from "../catalog/index.js";
import { compareText } from "../findings/index.js";
import { type Provider, utcDay } from "../meters/index.js";
import type { UsageTotal } from "../usage/index.js";

/**
 * Two sources that record the same provider, key and day without a shared response id may hold the same usage twice; unless
 * policy.yaml names the source that counts, that is worth a warning. Semantics section 4.
 */
export function overlapNotes(totals: readonly UsageTotal[], catalog: Catalog): string[] {
  const sourcesOf = new Map<string, { provider: Provider; day: number; sources: Set<string> }>();
  for (const { provider, apiKey, quarter, source } of totals) {
    if (catalog.policy.sourceThatCounts.has(provider)) continue;
    const day = utcDay(quarter);
    const key = `${provider}\u0000${apiKey ?? ""}\u0000${day}`;
    const known = sourcesOf.get(key);
    if (known === undefined) sourcesOf.set(key, { provider, day, sources: new Set([source]) });
    else known.sources.add(source);
  }
  const overlaps = new Map<string, Set<number>>();
  for (const { provider, day, sources } of sourcesOf.values()) {
    if (sources.size < 2) continue;
    const key = `the sources ${[...sources].sort().join(" and ")} hold usage of ${provider} for the same key`;
    overlaps.set(key, (overlaps.get(key) ?? new Set()).add(day));
  }
  return [...overlaps].sort(([a], [b]) => compareText(a, b)).map(([what, days]) => noteOf(what, days.size));
}

function noteOf(what: string, days: number): string {
  const span = days === 1 ? "1 day" : `${days} days`;
  return `${what} on ${span}; if it is the same usage, name the one that counts in policy.yaml under source_that_counts`;
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
