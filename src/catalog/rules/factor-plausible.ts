import { decimal } from "../../money/index.js";
import { eachSet } from "./each.js";
import type { Problem, Rule } from "./rule.js";

/** Wide of what is known: batch at half the price, fast mode at six times it. */
const LEAST = decimal("0.05");
const MOST = decimal("10");
const WHOLE = decimal("1.5");

export const factorPlausible: Rule = {
  id: "factor-plausible",
  refs: ["R1"],
  severity: "error",
  summary: "A factor is 0, under a twentieth or over ten, or an overlay's discount raises the price by half.",
  remedy: "a factor is a share of the price: 0.5 is half of it, 1.1 is 10% more",
  *check(catalog) {
    for (const { set, subject } of eachSet(catalog)) {
      for (const rule of set.rules) {
        for (const [key, times] of rule.times) {
          if (times.compare(LEAST) >= 0 && times.compare(MOST) <= 0) continue;
          const message = `${key} is multiplied by ${times}; expected ${LEAST} to ${MOST}`;
          yield { subject, position: rule.position, message, value: times.toString() };
        }
      }
      yield* implausibleDiscount(set.discount, set.position, subject);
    }
  },
};

function* implausibleDiscount(
  discount: Parameters<typeof WHOLE.compare>[0] | null,
  position: Problem["position"],
  subject: Problem["subject"],
): Generator<Problem> {
  if (discount === null || (discount.compare(LEAST) >= 0 && discount.compare(WHOLE) <= 0)) return;
  const message = `the discount multiplies every rate by ${discount}; expected ${LEAST} to ${WHOLE}`;
  yield { subject, position, message, value: discount.toString() };
}
