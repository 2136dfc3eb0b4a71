import type { VariantKey } from "../meters/index.js";
import type { LedgerAtom } from "./ledger-atom.js";

/** What cells are split by, where every line and every total of a part states it. Semantics section 5, "Cells". */
export const CELL_DIMENSIONS = [
  "day",
  "offer",
  "service_tier",
  "meter",
  "context",
  "region_class",
  "speed",
  "mode",
  "variant",
  "account",
  "project",
  "api_key",
] as const;
export type CellDimension = (typeof CELL_DIMENSIONS)[number];

/** Whose usage it was; the two sides may use different names for the same thing. */
export const ATTRIBUTIONS = ["account", "project", "api_key"] as const satisfies readonly CellDimension[];
export type AttributionDimension = (typeof ATTRIBUTIONS)[number];

/** The stated values, by dimension; a dimension that is absent is not stated. */
export type CellValues = Partial<Record<CellDimension, string>>;

/** What a priced total of the ledger states. */
export function ledgerValues(
  atom: Pick<LedgerAtom, "day" | "offer" | "meter" | "conditions" | "stated" | "account" | "project" | "apiKey">,
): CellValues {
  const { conditions } = atom;
  return stated({
    day: String(atom.day),
    offer: atom.offer.id,
    meter: atom.meter ?? undefined,
    service_tier: conditions.service_tier,
    context: conditions.context,
    region_class: conditions.region_class,
    speed: conditions.speed,
    mode: conditions.mode,
    variant: variantText(atom.stated.variant),
    account: atom.account,
    project: atom.project,
    api_key: atom.apiKey,
  });
}

/** One text for a variant, whatever the order of its keys; undefined when nothing is stated. */
export function variantText(variant: Readonly<Partial<Record<VariantKey, string>>> | undefined): string | undefined {
  if (variant === undefined) return undefined;
  const parts = Object.entries(variant).map(([key, value]) => `${key}=${value}`);
  return parts.length === 0 ? undefined : parts.sort().join(",");
}

/** Leaves out what is undefined, so that "not stated" has one form. */
export function stated(values: Readonly<Record<string, string | undefined>>): CellValues {
  const kept: CellValues = {};
  for (const dimension of CELL_DIMENSIONS) {
    const value = values[dimension];
    if (value !== undefined) kept[dimension] = value;
  }
  return kept;
}
