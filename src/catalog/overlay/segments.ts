import type { Instant } from "../../meters/index.js";
import type { PriceSet } from "../price-set.js";

/** A time in which one set of the base and one of the overlay are in force, either perhaps missing. */
export interface Segment {
  readonly from: Instant;
  /** Infinite where nothing ends it. */
  readonly until: Instant;
  readonly base: PriceSet | undefined;
  readonly over: PriceSet | undefined;
}

/** Cuts time at every `from` and `until` of two books of confirmed sets of one currency; neighbours that agree are one. */
export function segmentsOf(base: readonly PriceSet[], over: readonly PriceSet[]): Segment[] {
  const cuts = new Set<Instant>();
  for (const set of [...base, ...over]) cuts.add(set.from).add(set.until ?? Number.POSITIVE_INFINITY);
  const points = [...cuts].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (const [index, from] of points.entries()) {
    if (from === Number.POSITIVE_INFINITY) continue;
    const until = points[index + 1] ?? Number.POSITIVE_INFINITY;
    const next = { from, until, base: inForce(base, from), over: inForce(over, from) };
    const last = segments.at(-1);
    if (last !== undefined && last.base === next.base && last.over === next.over) {
      segments[segments.length - 1] = { ...last, until };
    } else segments.push(next);
  }
  return segments;
}

/** The set with the greatest `from` at or before the instant, unless its `until` has passed. Semantics section 3. */
function inForce(book: readonly PriceSet[], at: Instant): PriceSet | undefined {
  let latest: PriceSet | undefined;
  for (const set of book) if (set.from <= at && (latest === undefined || set.from > latest.from)) latest = set;
  return latest !== undefined && latest.until !== null && latest.until <= at ? undefined : latest;
}
