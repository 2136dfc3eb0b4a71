import type { Position } from "../../findings/index.js";
import { Decimal } from "../../money/index.js";
import type { NameMapping, Policy, PolicyReference } from "../policy.js";
import type { RawPolicy } from "../schema/policy.js";
import type { SourceMap } from "../yaml/source-map.js";
import type { BuildContext } from "./fields.js";

/** Differences of at most a cent, or of half a percent, are no breaks unless the house says otherwise. */
const DEFAULT_TOLERANCE = Object.freeze({ ratio: new Decimal(5n, 3), amount: new Decimal(1n, 2) });

export function buildPolicy(raw: RawPolicy, context: BuildContext): Policy {
  const { source } = context;
  return Object.freeze({
    defaults: buildReferences(raw.defaults, source),
    credits: buildCredits(raw.credits),
    tolerance: buildTolerance(raw.tolerance),
    sourceThatCounts: entriesOf(raw.source_that_counts),
    names: Object.freeze(
      (raw.names ?? []).map((name): NameMapping => Object.freeze({ ...name, position: source.of(name) })),
    ),
    roles: buildReferences(raw.roles, source),
    operations: buildReferences(raw.operations, source),
    position: source.of(raw),
  });
}

/** The policy of a catalog that states none. */
export function emptyPolicy(position: Position): Policy {
  return Object.freeze({
    defaults: new Map(),
    credits: null,
    tolerance: DEFAULT_TOLERANCE,
    sourceThatCounts: new Map(),
    names: Object.freeze([]),
    roles: new Map(),
    operations: new Map(),
    position,
  });
}

function buildCredits(raw: RawPolicy["credits"]): Policy["credits"] {
  return raw === undefined ? null : Object.freeze({ currency: raw.currency, perUnit: raw.per_unit.value });
}

function buildTolerance(raw: RawPolicy["tolerance"]): Policy["tolerance"] {
  if (raw === undefined) return DEFAULT_TOLERANCE;
  return Object.freeze({ ratio: raw.ratio.value, amount: raw.amount.value });
}

function buildReferences<K extends string>(
  raw: Readonly<Partial<Record<K, string>>> | undefined,
  source: SourceMap,
): ReadonlyMap<K, PolicyReference> {
  const references = new Map<K, PolicyReference>();
  for (const [key, offer] of entriesOf(raw)) {
    references.set(key, Object.freeze({ offer, position: source.value(raw ?? {}, key) }));
  }
  return references;
}

/** The entries of a map that the schema has passed, whose keys are therefore of the closed list. */
function entriesOf<K extends string>(raw: Readonly<Partial<Record<K, string>>> | undefined): ReadonlyMap<K, string> {
  const entries = new Map<K, string>();
  for (const key in raw) {
    const value = raw[key];
    if (value !== undefined) entries.set(key, value);
  }
  return entries;
}
