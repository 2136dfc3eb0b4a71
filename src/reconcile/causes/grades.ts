import type { PriceSet } from "../../catalog/index.js";
import { parseMeter } from "../../meters/index.js";
import { intervalFor } from "../bill-rate.js";
import type { CauseName } from "../cause.js";
import type { Grade } from "../regrade.js";
import type { Change } from "./reprice.js";

/** How a difference in a grade is told: "the bill states … batch", "record the … that the response states". */
export const GRADE_WORDS: Readonly<Record<Grade, { readonly words: string; readonly thing: string }>> = {
  service_tier: { words: "service tier", thing: "service tier" },
  context: { words: "context", thing: "context" },
  region_class: { words: "region class", thing: "region class" },
  speed: { words: "speed", thing: "speed" },
  meter: { words: "cache writes as", thing: "lifetime of cache writes" },
};

/** A tier is named by the one that is not the standard one, the bill's first; no cause is named after a speed. */
export function causeOfGrade(
  grade: Grade,
  billed: readonly (string | undefined)[],
  recorded: readonly (string | undefined)[],
): CauseName {
  if (grade === "context") return "long_context_rate";
  if (grade === "region_class") return "regional_uplift";
  if (grade === "meter") return "cache_lifetime_rate";
  if (grade === "speed") return "unknown";
  for (const tiers of [billed, recorded]) {
    if (tiers.includes("batch")) return "batch_rate";
    if (tiers.includes("flex")) return "flex_rate";
    if (tiers.includes("priority")) return "priority_rate";
  }
  return "unknown";
}

/** What to change about usage so that it is as one value of a grade. */
export function changeTo(grade: Grade, value: string, set: PriceSet): Change {
  if (grade === "service_tier") return { conditions: { serviceTier: value } };
  if (grade === "region_class") return { conditions: { regionClass: value } };
  if (grade === "context") return { conditions: { interval: intervalFor(set, value) } };
  if (grade === "speed") return { conditions: { speed: value } };
  const meter = parseMeter(value);
  return meter === undefined ? {} : { meter };
}
