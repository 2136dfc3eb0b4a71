import { Decimal } from "../money/index.js";

/**
 * Every long-context threshold that a catalog may name, in tokens of input. The list is versioned with the ledger's schema,
 * because totals keep for each request where its input lies on it: semantics section 3, "Long context".
 */
export const THRESHOLDS = [
  32000, 32768, 100000, 128000, 131072, 200000, 204800, 256000, 262144, 272000, 512000, 524288,
] as const;

const POINTS: readonly Decimal[] = THRESHOLDS.map((point) => Decimal.fromInteger(point));

/**
 * Where an input lies on the list. 0 to 24: one request; even numbers lie between two points (0 is under the first), odd
 * ones exactly at a point, so that `>` and `>=` are both answerable. -1 to -25: several requests in one record whose sum
 * lies in interval -(1 + n), so that each lies in n or below and points under n are unknown.
 */
export type Interval = number;

/** The interval of one request's whole input. */
export function intervalOf(input: Decimal): Interval {
  let below = 0;
  for (const point of POINTS) {
    const order = input.compare(point);
    if (order < 0) break;
    if (order === 0) return 2 * below + 1;
    below += 1;
  }
  return 2 * below;
}

/** The interval of a record that stands for several requests: 0 when no request can pass a point, else unknown above. */
export function intervalOfSeveral(input: Decimal): Interval {
  const highest = intervalOf(input);
  return highest === 0 ? 0 : -1 - highest;
}

/** The interval of a record of which not even the input is known. */
export const UNKNOWN_INTERVAL: Interval = -1 - 2 * THRESHOLDS.length;

/** Whether a request in the interval passes the threshold (a point of the list), or "unknown". */
export function passes(interval: Interval, threshold: number, inclusive: boolean): boolean | "unknown" {
  const index = (THRESHOLDS as readonly number[]).indexOf(threshold);
  if (index < 0) throw new RangeError(`${threshold} is no point of the threshold list`);
  const first = inclusive ? 2 * index + 1 : 2 * index + 2;
  if (interval >= 0) return interval >= first;
  return -1 - interval < first ? false : "unknown";
}
