import type { Conditions, Instant, Interval } from "../meters/index.js";
import { type ConditionProblem, contextOf, effectiveConditions } from "./conditions.js";
import type { SetPlan } from "./plan.js";
import { type RateTable, tableFor } from "./rate-table.js";
import type { PriceConditions } from "./request.js";

/**
 * The rates of a set for usage under these conditions, or why there are none. Most requests state no condition, neither in
 * words nor in the model's name: what holds for those is found once a context.
 */
export function tableUnder(
  plan: SetPlan,
  lifted: Conditions,
  stated: PriceConditions | undefined,
  interval: Interval,
  at: Instant,
): RateTable | ConditionProblem {
  if (plan.plain === null || stated !== undefined || !isEmpty(lifted)) {
    return composeTable(plan, lifted, stated ?? {}, interval, at);
  }
  const context = contextOf(plan, interval);
  const known = plan.plain.get(context);
  if (known !== undefined) return known;
  const table = composeTable(plan, lifted, {}, interval, at);
  plan.plain.set(context, table);
  return table;
}

function composeTable(
  plan: SetPlan,
  lifted: Conditions,
  stated: PriceConditions,
  interval: Interval,
  at: Instant,
): RateTable | ConditionProblem {
  const conditions = effectiveConditions(plan, lifted, stated, interval, at);
  return conditions.kind === "problem" ? conditions : tableFor(plan, conditions.key, conditions.values);
}

function isEmpty(lifted: Conditions): boolean {
  for (const _ in lifted) return false;
  return true;
}
