import { didYouMean } from "../../findings/index.js";
import type { ModelType } from "../model.js";
import type { PolicyReference } from "../policy.js";
import { eachOffer, type OfferInPlace, POLICY_SUBJECT } from "./each.js";
import { isLeftOut } from "./left-out.js";
import type { Problem, Rule } from "./rule.js";

export const policyReferences: Rule = {
  id: "policy-references",
  refs: ["R20"],
  severity: "error",
  summary: "A default, role or operation of the policy names no offer, one that is not active, or one of another type.",
  remedy: "name an active offer as provider/id",
  *check(catalog, { leftOut }) {
    const { defaults, roles, operations } = catalog.policy;
    const offers = new Map(eachOffer(catalog).map((place) => [place.subject.name ?? "", place]));
    const references: Reference[] = [
      ...[...defaults].map(([type, to]) => ({ what: `the default for ${type}`, to, type })),
      ...[...roles].map(([role, to]) => ({ what: `the role ${role}`, to })),
      ...[...operations].map(([name, to]) => ({ what: `the operation ${name}`, to })),
    ];
    for (const reference of references) {
      if (!isLeftOut(reference.to.offer, "providers", leftOut)) yield* checked(reference, offers);
    }
  },
};

interface Reference {
  readonly what: string;
  readonly to: PolicyReference;
  /** What the model must be; a role or an operation may be of any type. */
  readonly type?: ModelType;
}

function* checked({ what, to, type }: Reference, offers: ReadonlyMap<string, OfferInPlace>): Generator<Problem> {
  const { offer: name, position } = to;
  const place = offers.get(name);
  const at = { subject: POLICY_SUBJECT, position, value: name };
  if (place === undefined) {
    const near = didYouMean(name, offers.keys());
    yield { ...at, message: `${what} is ${JSON.stringify(name)}, which is no offer${near && `; ${near}`}` };
  } else if (place.offer.status !== "active") {
    yield { ...at, message: `${what} is ${name}, which is ${place.offer.status}` };
  } else if (type !== undefined && place.model !== undefined && place.model.type !== type) {
    yield { ...at, message: `${what} is ${name}, whose type is ${place.model.type}` };
  }
}
