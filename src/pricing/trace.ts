import type { When } from "../catalog/index.js";
import { formatDay } from "../meters/index.js";
import type { SetPlan } from "./plan.js";
import type { ResolvedRate } from "./rate-table.js";

/** How a rate came about: where it starts, what each condition did to it. A sentence a step. */
export function stepsOf(plan: SetPlan, rate: ResolvedRate): string[] {
  const { set } = plan;
  const steps = [`base price from ${formatDay(set.statedFrom)}`];
  if (set.layer !== "" && set.discount !== null) steps.push(`price changed by the overlay ${set.layer}`);
  if (rate.from !== null) steps.push(`${rate.stated.rate} per ${rate.stated.per} for ${words(rate.from.when)}`);
  for (const factor of rate.factors) steps.push(`times ${factor.times} for ${words(factor.rule.when)}`);
  if (set.discount !== null) steps.push(`times ${set.discount}, the agreed discount`);
  if (rate.billedAs !== null) steps.push(`billed as ${rate.billedAs}`);
  if (rate.rounded) steps.push("the price of one unit is rounded half-even to 18 decimals");
  if (set.unverified !== null) steps.push(`not verified: ${set.unverified}`);
  return steps;
}

function words(when: When): string {
  return [...when].map(([dimension, values]) => `${dimension} ${values.join(" or ")}`).join(" and ");
}
