import { didYouMean, type Position } from "../../findings/index.js";
import { DEFAULT_VALUES, type Dimension, MODES, SERVICE_TIERS, SPEEDS } from "../../meters/index.js";
import type { When } from "../price-set.js";
import { eachSet, type SetInPlace } from "./each.js";
import type { Problem, Rule } from "./rule.js";

const CLOSED: Readonly<Partial<Record<Dimension, readonly string[]>>> = {
  service_tier: SERVICE_TIERS,
  speed: SPEEDS,
  mode: MODES,
};

export const knownConditions: Rule = {
  id: "known-conditions",
  refs: ["R7", "R16"],
  severity: "error",
  summary:
    "A condition names a tier, speed, mode, context or time window that does not exist, or names nothing, so it never decides.",
  remedy: "use the words of docs/catalog.md, the set's own context names and its calendar's windows",
  *check(catalog) {
    for (const place of eachSet(catalog)) {
      for (const rule of place.set.rules) yield* unknownValues(place, rule.when, rule.position);
      for (const when of place.set.notOffered) yield* unknownValues(place, when, place.set.position);
    }
  },
};

function* unknownValues(place: SetInPlace, when: When, position: Position): Generator<Problem> {
  const { subject } = place;
  if (when.size === 0)
    yield { subject, position, message: "the rule has no condition: what it states belongs to the base" };
  for (const [dimension, values] of when) {
    const known = knownValues(place, dimension);
    for (const value of values) {
      if (known === undefined || known.includes(value)) continue;
      const near = didYouMean(value, known) || (known.length > 0 ? `they are ${known.join(", ")}` : "the set has none");
      yield { subject, position, message: `no ${dimension} ${JSON.stringify(value)} here; ${near}`, value };
    }
  }
}

/** Undefined for dimensions whose words are the vendor's: variants; region classes have a rule of their own. */
function knownValues({ set, provider }: SetInPlace, dimension: Dimension): readonly string[] | undefined {
  if (dimension === "context") return [DEFAULT_VALUES.context ?? "short", ...set.context.map((one) => one.name)];
  if (dimension !== "time_window") return CLOSED[dimension];
  const calendar = set.calendar === null ? undefined : provider.calendars.get(set.calendar);
  return calendar === undefined ? [] : [calendar.otherwise, ...calendar.windows.map((window) => window.name)];
}
