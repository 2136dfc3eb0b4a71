import type { Instant } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { QuarterShare } from "../ledger-atom.js";

/** Usage as running sums over time: what lies between two instants is one subtraction. */
export interface UsageByTime {
  /** From an instant, to another exclusive. */
  between(from: Instant, to: Instant): { readonly quantity: Decimal; readonly amount: Decimal };
}

export function usageByTime(shares: readonly QuarterShare[]): UsageByTime {
  const sorted = [...shares].sort((a, b) => a.at - b.at);
  const times = sorted.map((share) => share.at);
  const quantities = runningSums(sorted.map((share) => share.quantity));
  const amounts = runningSums(sorted.map((share) => share.amount));
  return {
    between: (from, to) => {
      const [first, last] = [firstAt(times, from), firstAt(times, to)];
      return { quantity: difference(quantities, first, last), amount: difference(amounts, first, last) };
    },
  };
}

/** Before the first, after the first, …: one more than there are values. */
function runningSums(values: readonly Decimal[]): Decimal[] {
  const sums = [Decimal.zero];
  let sum = Decimal.zero;
  for (const value of values) {
    sum = sum.add(value);
    sums.push(sum);
  }
  return sums;
}

function difference(sums: readonly Decimal[], first: number, last: number): Decimal {
  return (sums[last] ?? Decimal.zero).sub(sums[first] ?? Decimal.zero);
}

/** Index of the first time at or after the instant. */
function firstAt(times: readonly Instant[], at: Instant): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
