import { didYouMean } from "../../findings/index.js";
import type { ModelType } from "../model.js";
import type { PolicyReference } from "../policy.js";
import { eachOffer, type OfferInPlace, POLICY_SUBJECT } from "./each.js";
import type { Problem, Rule } from "./rule.js";

export const policyReferences: Rule = {
  id: "policy-references",
  refs: ["R20"],
  severity: "error",
  summary: "A default, role or operation of the policy names no offer, one that is not active, or one of another type.",
  remedy: "name an active offer as provider/id",
  *check(catalog) {
    const { defaults, roles, operations } = catalog.policy;
    const offers = new Map([...eachOffer(catalog)].map((place) => [place.subject.name ?? "", place]));
    for (const [type, reference] of defaults) yield* checked(`the default for ${type}`, reference, offers, type);
    for (const [role, reference] of roles) yield* checked(`the role ${role}`, reference, offers, undefined);
    for (const [name, reference] of operations) yield* checked(`the operation ${name}`, reference, offers, undefined);
  },
};

function* checked(
  what: string,
  { offer: name, position }: PolicyReference,
  offers: ReadonlyMap<string, OfferInPlace>,
  type: ModelType | undefined,
): Generator<Problem> {
  const place = offers.get(name);
  const at = { subject: POLICY_SUBJECT, position, value: name };
  if (place === undefined) {
    const near = didYouMean(name, offers.keys());
    yield { ...at, message: `${what} is ${JSON.stringify(name)}, which is no offer${near && `; ${near}`}` };
  } else if (place.offer.status !== "active") {
    yield { ...at, message: `${what} is ${name}, which is ${place.offer.status}` };
  } else if (type !== undefined && place.model?.type !== type) {
    yield { ...at, message: `${what} is ${name}, whose type is ${place.model?.type ?? "not known"}` };
  }
}
