import type { Position } from "../../findings/index.js";
import { formatDay, type Instant } from "../../meters/index.js";
import { datedNames, eachOffer, modelSubject } from "./each.js";
import type { Problem, Rule, Subject } from "./rule.js";

export const datesInOrder: Rule = {
  id: "dates-in-order",
  refs: ["R20"],
  severity: "error",
  summary: "Something ends before it begins: a price, a name, an offer's deprecation, a model's life.",
  remedy: "correct the earlier or the later date from the source",
  *check(catalog) {
    for (const { offer, subject } of eachOffer(catalog)) {
      for (const set of offer.prices) yield* ordered("the price", set.from, set.until, set.position, subject);
      for (const name of datedNames(offer)) {
        yield* ordered(`the name ${JSON.stringify(name.name)}`, name.from, name.until, name.position, subject);
      }
      // Some vendors deprecate and retire on one day.
      if (offer.deprecatedOn === offer.retiresOn) continue;
      yield* ordered("the deprecation", offer.deprecatedOn, offer.retiresOn, offer.position, subject);
    }
    for (const model of catalog.models.values()) {
      yield* ordered("the model", model.released, model.retired, model.position, modelSubject(model));
    }
  },
};

function* ordered(
  what: string,
  from: Instant | null,
  until: Instant | null,
  position: Position,
  subject: Subject,
): Generator<Problem> {
  if (from === null || until === null || from < until) return;
  const message = `${what} begins on ${formatDay(from)} and ends on ${formatDay(until)}`;
  yield { subject, position, message, value: formatDay(until) };
}
