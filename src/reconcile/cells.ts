import type { Catalog, PriceSet } from "../catalog/index.js";
import { isMeterGroup, type Provider } from "../meters/index.js";
import { type Currency, Decimal } from "../money/index.js";
import type { BillAtom, BillEntry } from "./bill-atom.js";
import { priceBill } from "./bill-rate.js";
import type { Cell } from "./cell.js";
import { CELL_DIMENSIONS } from "./cell-dimensions.js";
import { dropDisjointNames } from "./disjoint.js";
import type { CellEntry } from "./entries.js";
import type { LedgerAtom, UnpricedTotal } from "./ledger-atom.js";
import { covers, isWildcard } from "./meter-groups.js";
import { type CellNumbers, numbersOf } from "./numbers.js";
import { regrade } from "./regrade.js";
import { costItem, ledgerItem, splitIntoCells, usageItem } from "./split.js";
import { type UnpricedIndex, unpricedIn, unpricedIndex } from "./unpriced.js";
import { keyIn } from "./value-index.js";

/** One provider's bill and usage in one currency. */
export interface Book {
  readonly provider: Provider;
  readonly currency: Currency;
  readonly cost: readonly BillAtom[];
  readonly usage: readonly BillAtom[];
  readonly ledger: readonly LedgerAtom[];
}

export interface MatchedBook {
  readonly entries: readonly CellEntry[];
  readonly notes: readonly string[];
}

/** Lines and totals meet: split, regrade, number. `unpriced` are the ledger's totals that have no price. */
export function matchBook(
  book: Book,
  catalog: Catalog,
  unpriced: readonly UnpricedTotal[],
  toleranceRatio: Decimal,
): MatchedBook {
  const items = [...book.cost.map(costItem), ...book.usage.map(usageItem), ...book.ledger.map(ledgerItem)];
  const disjoint = dropDisjointNames(items, book.provider);
  const cells = regrade(splitIntoCells(book.provider, book.currency, disjoint.items), toleranceRatio);
  const index = unpricedIndex(unpriced.filter(({ total }) => total.provider === book.provider));
  const entries = cells.map((cell) => entryOf(cell, catalog, index));
  return { entries, notes: disjoint.notes };
}

/** The bill alone, where there is no usage to hold it against: one cell for all days of what else its lines state. */
export function billAlone(book: Book): MatchedBook {
  const cells = new Map<string, Cell & { readonly cost: BillAtom[]; readonly usage: BillAtom[] }>();
  const { provider, currency } = book;
  for (const side of ["cost", "usage"] as const) {
    for (const atom of book[side]) {
      const { day: _day, ...values } = atom.values;
      const key = `${atom.klass} ${keyIn(values, CELL_DIMENSIONS)}`;
      const known = cells.get(key);
      const empty = { provider, currency, klass: atom.klass, values, ledger: [], regraded: null };
      if (known === undefined) cells.set(key, { ...empty, cost: [], usage: [], [side]: [atom] });
      else known[side].push(atom);
    }
  }
  const entries = [...cells.values()].map((cell) => ({ cell, numbers: numbersOf(cell), problem: null }));
  return { entries, notes: [] };
}

function entryOf(cell: Cell, catalog: Catalog, unpriced: UnpricedIndex): CellEntry {
  const numbers = numbersOf(cell);
  if (cell.cost.length === 0 || cell.ledger.length > 0) return { cell, numbers, problem: null };
  const message = whyUnpriced(cell, catalog, unpriced);
  if (message === undefined) return { cell, numbers, problem: null };
  return unexplained(cell, numbers, "unpriced", message);
}

function unexplained(cell: Cell, numbers: CellNumbers, kind: "unmapped" | "unpriced", message: string): CellEntry {
  const steps = new Map([["unexplained" as const, numbers.billed ?? Decimal.zero]]);
  return { cell, numbers: { ...numbers, steps }, problem: { kind, message } };
}

/** Why a billed meter has no price in the catalog, or its recorded usage has none; undefined when it has one. */
function whyUnpriced(cell: Cell, catalog: Catalog, unpriced: UnpricedIndex): string | undefined {
  const [recorded] = unpricedIn(cell, unpriced);
  if (recorded !== undefined) return recorded.message;
  const seen = new Set<PriceSet | null>();
  for (const atom of cell.cost) {
    if (atom.offer === null || (seen.has(atom.set) && cell.values.offer !== undefined)) continue;
    seen.add(atom.set);
    if (atom.meter === null || isMeterGroup(atom.meter) || isOfAnyLifetime(atom)) continue;
    const { price, why } = priceBill(catalog, atom, Decimal.one);
    if (price === null) return why;
  }
  return undefined;
}

/** Cache writes of which the bill does not state the lifetime, of an offer that prices them by it. */
function isOfAnyLifetime({ meter, set }: BillAtom): boolean {
  if (meter === null || !isWildcard(meter) || set === null) return false;
  const keys = [...set.rates.keys()];
  return !keys.some((key) => key === meter) && keys.some((key) => covers(meter, key));
}

/** Lines whose name is in no catalog: one cell a name, so that each is named once. */
export function unmappedEntries(
  entries: readonly { readonly entry: BillEntry; readonly atom: BillAtom }[],
  currency: Currency,
): CellEntry[] {
  const names = new Map<string, { atoms: BillAtom[]; suggestions: readonly string[] }>();
  for (const { entry, atom } of entries) {
    if (entry.kind !== "unmapped") continue;
    const key = `${entry.line.provider} ${entry.line.name}`;
    const known = names.get(key);
    if (known === undefined) names.set(key, { atoms: [atom], suggestions: entry.suggestions });
    else known.atoms.push(atom);
  }
  return [...names.values()].flatMap(({ atoms, suggestions }) => unmappedEntry(atoms, suggestions, currency));
}

function unmappedEntry(atoms: readonly BillAtom[], suggestions: readonly string[], currency: Currency): CellEntry[] {
  const [first] = atoms;
  if (first === undefined) return [];
  const { provider, name } = first.line;
  const near = suggestions.length === 0 ? "" : `; near are ${suggestions.join(", ")}`;
  const message = `the catalog knows no ${JSON.stringify(name)} at ${provider}${near}`;
  const cell: Cell = {
    provider,
    currency,
    klass: "unmapped",
    values: {},
    cost: atoms,
    usage: [],
    ledger: [],
    regraded: null,
  };
  return [unexplained(cell, numbersOf(cell), "unmapped", message)];
}
