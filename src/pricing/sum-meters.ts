import type { Meter } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import type { Cost, CostLine, UnpricedMeter } from "./cost.js";
import type { SetPlan } from "./plan.js";
import type { UsedMeter } from "./quantity.js";
import { type RateTable, rateIn } from "./rate-table.js";
import { stepsOf } from "./trace.js";

/** Each used meter at its rate, and their sum; output is split only where the set prices reasoning apart. */
export function sumMeters(
  plan: SetPlan,
  table: RateTable,
  used: readonly UsedMeter[],
  reasoning: Decimal | undefined,
  trace: boolean,
): Cost {
  const lines: CostLine[] = [];
  const amounts: Decimal[] = [];
  const unpriced: UnpricedMeter[] = [];
  for (const part of table.splitsReasoning ? withReasoning(used, reasoning, unpriced) : used) {
    const { meter, quantity } = part;
    const rate = rateIn(plan, table, meter);
    if (rate.kind === "none") {
      unpriced.push({ meter, quantity, reason: rate.reason, message: rate.message });
      continue;
    }
    const { unit, per, source } = rate;
    const steps = trace ? stepsOf(plan, rate) : NO_STEPS;
    const amount = unit.mul(quantity);
    amounts.push(amount);
    lines.push({ meter, quantity, rate: rate.rate, per, unit, amount, source, steps });
  }
  const { currency } = plan.set;
  const complete = unpriced.length === 0;
  return { currency, total: Decimal.sum(amounts), complete, lines, unpriced, offer: plan.offer, set: plan.set };
}

const NO_STEPS: readonly string[] = Object.freeze([]);

interface PricedPart {
  readonly meter: Meter | "output_reasoning";
  readonly quantity: Decimal;
}

/** Output as its two parts; where the record does not say how much was reasoning, output is unpriced. */
function withReasoning(
  used: readonly UsedMeter[],
  reasoning: Decimal | undefined,
  unpriced: UnpricedMeter[],
): PricedPart[] {
  return used.flatMap((part): PricedPart[] => {
    if (part.meter !== "output") return [part];
    if (reasoning === undefined) {
      unpriced.push({ ...part, reason: "reasoning_not_stated", message: REASONING_NOT_STATED });
      return [];
    }
    const parts: PricedPart[] = [
      { meter: part.meter, quantity: part.quantity.sub(reasoning) },
      { meter: "output_reasoning", quantity: reasoning },
    ];
    return parts.filter(({ quantity }) => !quantity.isZero());
  });
}

const REASONING_NOT_STATED =
  "reasoning has a price of its own here, and the record does not say how much of the output it was";
