import type { Provider } from "../meters/index.js";
import type { BillAtom } from "./bill-atom.js";
import type { InvoiceInput } from "./input.js";
import type { LedgerAtom } from "./ledger-atom.js";

export interface ByFormat {
  readonly stateable: LedgerAtom[];
  readonly unstateable: LedgerAtom[];
}

/**
 * What no file of a provider can state, by its format, is not missing from the bill: it is left out. Cost files decide where
 * the provider has one, else its usage files; a provider of which no line was read has nothing to decide by.
 */
export function byFormat(atoms: readonly LedgerAtom[], billed: readonly BillAtom[]): ByFormat {
  const files = filesOf(billed);
  const sides: ByFormat = { stateable: [], unstateable: [] };
  for (const atom of atoms) {
    const own = files.get(atom.provider);
    const tier = atom.conditions.service_tier ?? "standard";
    const can = own === undefined || own.some((file) => file.states(atom.meter ?? "tokens", tier));
    (can ? sides.stateable : sides.unstateable).push(atom);
  }
  return sides;
}

function filesOf(billed: readonly BillAtom[]): Map<Provider, readonly InvoiceInput[]> {
  const files = new Map<Provider, Set<InvoiceInput>>();
  for (const { line, file } of billed) {
    const known = files.get(line.provider);
    if (known === undefined) files.set(line.provider, new Set([file]));
    else known.add(file);
  }
  return new Map(
    [...files].map(([provider, all]) => {
      const cost = [...all].filter((file) => file.kind === "cost");
      return [provider, cost.length === 0 ? [...all] : cost];
    }),
  );
}
