import { type Instant, isOutputMeter, type Meter, quarterHour } from "../../meters/index.js";
import { type Currency, Decimal } from "../../money/index.js";
import type { UsageEvent } from "../../usage/index.js";
import { ExactSum } from "./exact-sum.js";

/** What events of one quarter hour and series come to; negative where a correction takes away. Decimals as text. */
export interface Sum {
  readonly quarter: Instant;
  /** Number of the series: in a batch its place in the batch's list, in a ledger its key. */
  readonly series: number;
  readonly events: number;
  readonly requests: number;
  readonly withoutCost: number;
  /** Events with output that do not state their reasoning. */
  readonly withoutReasoning: number;
  readonly reasoning: string;
  readonly meters: readonly (readonly [Meter, string])[];
  readonly costs: readonly (readonly [Currency, string])[];
}

interface Draft {
  readonly quarter: Instant;
  readonly series: number;
  readonly meters: Map<Meter, ExactSum>;
  readonly costs: Map<Currency, ExactSum>;
  readonly reasoning: ExactSum;
  events: number;
  requests: number;
  withoutCost: number;
  withoutReasoning: number;
}

/** Sums by quarter hour and series. */
export class Sums {
  private readonly quarters = new Map<Instant, Map<number, Draft>>();

  add(event: UsageEvent, series: number): void {
    const draft = this.at(quarterHour(event.time), series);
    draft.events += 1;
    draft.requests += event.requests;
    let hasOutput = false;
    for (const [meter, quantity] of event.usage) {
      sumOf(draft.meters, meter).add(quantity);
      hasOutput ||= isOutputMeter(meter) && !quantity.isZero();
    }
    if (event.reasoning !== undefined) draft.reasoning.add(event.reasoning);
    else if (hasOutput) draft.withoutReasoning += 1;
    if (event.providerCost === undefined) draft.withoutCost += 1;
    else sumOf(draft.costs, event.providerCost.currency).add(event.providerCost.amount);
  }

  *[Symbol.iterator](): Generator<Sum> {
    for (const bySeries of this.quarters.values()) for (const draft of bySeries.values()) yield finish(draft);
  }

  private at(quarter: Instant, series: number): Draft {
    let bySeries = this.quarters.get(quarter);
    if (bySeries === undefined) {
      bySeries = new Map();
      this.quarters.set(quarter, bySeries);
    }
    let draft = bySeries.get(series);
    if (draft === undefined) {
      const counts = { events: 0, requests: 0, withoutCost: 0, withoutReasoning: 0 };
      draft = { quarter, series, meters: new Map(), costs: new Map(), reasoning: new ExactSum(), ...counts };
      bySeries.set(series, draft);
    }
    return draft;
  }
}

function sumOf<Key>(sums: Map<Key, ExactSum>, key: Key): ExactSum {
  let sum = sums.get(key);
  if (sum === undefined) {
    sum = new ExactSum();
    sums.set(key, sum);
  }
  return sum;
}

function finish(draft: Draft): Sum {
  return {
    ...draft,
    reasoning: draft.reasoning.total().toString(),
    meters: [...draft.meters].map(([meter, sum]) => [meter, sum.total().toString()]),
    costs: [...draft.costs].map(([currency, sum]) => [currency, sum.total().toString()]),
  };
}

/** Decimals that a total keeps: quantities are stored as a whole number and billionths. */
export const MOST_DECIMALS = 9;
/** A record of more than this is no record of usage; the bound keeps totals within 64 bits. */
const LARGEST_QUANTITY = Decimal.fromInteger(10n ** 15n);

/** Why the totals cannot hold an event exactly, or undefined when they can. */
export function unfit(event: UsageEvent): string | undefined {
  for (const [meter, quantity] of event.usage) {
    const problem = unfitQuantity(quantity);
    if (problem !== undefined) return `usage.${meter}: ${problem}`;
  }
  const problem = event.reasoning === undefined ? undefined : unfitQuantity(event.reasoning);
  return problem === undefined ? undefined : `reasoning: ${problem}`;
}

function unfitQuantity(quantity: Decimal): string | undefined {
  if (quantity.scale > MOST_DECIMALS && quantity.decimals() > MOST_DECIMALS) {
    return `expected at most ${MOST_DECIMALS} decimals, found ${quantity}`;
  }
  if (
    quantity.scale === 0
      ? quantity.coefficient <= LARGEST_QUANTITY.coefficient
      : !quantity.greaterThan(LARGEST_QUANTITY)
  ) {
    return undefined;
  }
  return `expected at most ${LARGEST_QUANTITY} in one record, found ${quantity}`;
}
