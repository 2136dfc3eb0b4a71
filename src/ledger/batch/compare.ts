import { Decimal } from "../../money/index.js";
import type { EventContent } from "./event-content.js";
import { decodeUsage } from "./usage-text.js";

/** The fields of a content beside its usage that say something, by their names for people. */
const FIELDS = [
  ["time", "time"],
  ["requests", "requests"],
  ["reasoning", "reasoning"],
  ["responseId", "response_id"],
  ["status", "status"],
  ["providerCost", "provider_cost"],
  ["charged", "charged"],
] as const;

/** Whether two records of one series say the same; what neither knows how to read (`unknown`) aside. */
export function sameContent(a: EventContent, b: EventContent): boolean {
  return a.usage === b.usage && FIELDS.every(([field]) => a[field] === b[field]);
}

/** In what two contents differ, with both values: what a person looks at in a conflict. */
export function differences(stored: EventContent, found: EventContent): string[] {
  const told = usageDifferences(stored.usage, found.usage);
  for (const [field, name] of FIELDS) {
    if (stored[field] === found[field]) continue;
    told.push(`${name} (stored ${stored[field] ?? "nothing"}, found ${found[field] ?? "nothing"})`);
  }
  return told;
}

export function usageDifferences(stored: string, found: string): string[] {
  const told: string[] = [];
  for (const { meter, was, is } of meters(stored, found)) {
    if (!was.equals(is)) told.push(`${meter} (stored ${was}, found ${is})`);
  }
  return told;
}

export type Comparison = "equal" | "more" | "less" | "mixed";

/** How a found usage stands to a stored one: more when it is at least as much in every meter, and more in one. */
export function compareUsage(stored: string, found: string): Comparison {
  if (stored === found) return "equal";
  let more = false;
  let less = false;
  for (const { was, is } of meters(stored, found)) {
    more ||= is.greaterThan(was);
    less ||= is.lessThan(was);
  }
  if (more && less) return "mixed";
  return more ? "more" : "less";
}

function meters(stored: string, found: string): { meter: string; was: Decimal; is: Decimal }[] {
  const before = decodeUsage(stored);
  const after = decodeUsage(found);
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((meter) => ({
    meter,
    was: before.get(meter) ?? Decimal.zero,
    is: after.get(meter) ?? Decimal.zero,
  }));
}
