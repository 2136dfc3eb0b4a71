import type { CellItem } from "./cell.js";
import { ATTRIBUTIONS, type CellDimension, type CellValues } from "./cell-dimensions.js";

export interface DisjointResult {
  readonly items: readonly CellItem[];
  readonly notes: readonly string[];
}

/**
 * Keys, projects and accounts that the two sides call by names of which none is common count as not stated: comparing them
 * would make everything one-sided. policy.yaml may map them. Offers, meters and days are never dropped: there a
 * difference is a finding.
 */
export function dropDisjointNames(items: readonly CellItem[], provider: string): DisjointResult {
  const dropped = ATTRIBUTIONS.filter((dimension) => isDisjoint(items, dimension));
  if (dropped.length === 0) return { items, notes: [] };
  const notes = dropped.map(
    (dimension) =>
      `the bill and the ledger share no ${dimension} of ${provider}; it is not compared (policy.yaml, names, can map them)`,
  );
  return { items: items.map((item) => ({ ...item, values: without(item.values, dropped) })), notes };
}

function isDisjoint(items: readonly CellItem[], dimension: CellDimension): boolean {
  const billed = new Set<string>();
  const used = new Set<string>();
  for (const item of items) {
    const value = item.values[dimension];
    if (value !== undefined) (item.side === "ledger" ? used : billed).add(value);
  }
  if (billed.size === 0 || used.size === 0) return false;
  return ![...billed].some((value) => used.has(value));
}

function without(values: CellValues, dropped: readonly CellDimension[]): CellValues {
  const kept = { ...values };
  for (const dimension of dropped) delete kept[dimension];
  return kept;
}
