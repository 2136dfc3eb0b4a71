import { buildPolicy } from "../build/policy.js";
import type { NameMapping, Policy } from "../policy.js";
import type { Overlay } from "./overlay.js";

/** The base's policy with what an overlay says in its place, entry by entry. */
export function layPolicy(base: Policy, overlay: Overlay["policy"]): Policy {
  if (overlay === null) return base;
  const { raw, context } = overlay;
  const over = buildPolicy(raw, context);
  return Object.freeze({
    defaults: new Map([...base.defaults, ...over.defaults]),
    credits: over.credits ?? base.credits,
    tolerance: raw.tolerance === undefined ? base.tolerance : over.tolerance,
    sourceThatCounts: new Map([...base.sourceThatCounts, ...over.sourceThatCounts]),
    names: Object.freeze([
      ...base.names.filter((name) => !over.names.some((other) => maps(other, name))),
      ...over.names,
    ]),
    roles: new Map([...base.roles, ...over.roles]),
    operations: new Map([...base.operations, ...over.operations]),
    position: over.position,
  });
}

function maps(one: NameMapping, other: NameMapping): boolean {
  return one.provider === other.provider && one.dimension === other.dimension && one.invoice === other.invoice;
}
