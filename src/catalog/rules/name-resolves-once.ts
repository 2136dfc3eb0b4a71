import { compareText, type Position } from "../../findings/index.js";
import type { Instant } from "../../meters/index.js";
import type { DatedName, ProviderEntry } from "../provider.js";
import { offerSubject, providerSubject } from "./each.js";
import type { Problem, Rule, Subject } from "./rule.js";

/** One claim to a name: by whom, from when until when. */
interface Claim {
  readonly owner: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly position: Position;
  readonly subject: Subject;
}

export const nameResolvesOnce: Rule = {
  id: "name-resolves-once",
  refs: ["R17"],
  severity: "error",
  summary: "A name means two offers of a provider (or an offer and a charge) at one instant.",
  remedy: "give each name to one of them, or end the older claim (until) where the newer begins (from)",
  *check(catalog) {
    for (const provider of catalog.providers.values()) {
      for (const [name, claims] of claimsByName(provider)) if (claims.length > 1) yield* clashes(name, claims);
    }
  },
};

function* clashes(name: string, claims: Claim[]): Generator<Problem> {
  claims.sort((a, b) => a.from - b.from || a.position.line - b.position.line || compareText(a.owner, b.owner));
  let latest: Claim | undefined;
  for (const claim of claims) {
    if (latest !== undefined && claim.from < latest.until && claim.owner !== latest.owner) {
      const { file, line } = latest.position;
      const message = `${JSON.stringify(name)} means ${claim.owner} here and ${latest.owner} at ${file}:${line}, at one time`;
      yield { subject: claim.subject, position: claim.position, message, value: name };
    }
    if (latest === undefined || claim.until > latest.until) latest = claim;
  }
}

function claimsByName(provider: ProviderEntry): Map<string, Claim[]> {
  const claims = new Map<string, Claim[]>();
  const add = (
    dated: Pick<DatedName, "name" | "from" | "until" | "position">,
    owner: string,
    subject: Subject,
  ): void => {
    const known = claims.get(dated.name) ?? [];
    const [from, until] = [dated.from ?? Number.NEGATIVE_INFINITY, dated.until ?? Number.POSITIVE_INFINITY];
    known.push({ owner, from, until, position: dated.position, subject });
    claims.set(dated.name, known);
  };
  const ids = new Set<string>();
  for (const offer of provider.offers) {
    const owner = ids.has(offer.id) ? `a second ${offer.id}` : offer.id;
    ids.add(offer.id);
    const subject = offerSubject(provider, offer);
    add({ name: offer.id, from: null, until: null, position: offer.position }, owner, subject);
    for (const name of [...offer.aliases, ...offer.billingNames]) add(name, owner, subject);
  }
  for (const charge of provider.charges) add(charge, `the ${charge.category} charge`, providerSubject(provider));
  return claims;
}
