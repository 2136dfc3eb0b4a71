import type { Provider } from "../meters/index.js";
import { type Currency, Decimal } from "../money/index.js";
import type { UsageTotal } from "../usage/index.js";
import type { BillAtom } from "./bill-atom.js";
import type { BillSide } from "./bill-side.js";
import type { BookCurrencies } from "./book-currency.js";
import { breaksOf, idOf, sortBreaks } from "./breaks.js";
import { buildBridge } from "./bridge.js";
import type { CauseContext } from "./cause.js";
import { CAUSE_TESTS } from "./causes/index.js";
import { CellIndex } from "./cell-index.js";
import { type Book, billAlone, type MatchedBook, matchBook, unmappedEntries } from "./cells.js";
import { coverageOf } from "./coverage.js";
import { decideCauses } from "./decide.js";
import { type CellEntry, type Part, partsOf } from "./entries.js";
import type { ReconcileInput } from "./input.js";
import type { LedgerAtom, UnpricedTotal } from "./ledger-atom.js";
import { LedgerIndex } from "./ledger-index.js";
import { priceTotals } from "./ledger-side.js";
import type { Period } from "./period.js";
import type { Break, CauseSum, Statement } from "./result.js";
import { type SmallDifferences, smallDifferences, testTolerance } from "./tolerance.js";
import { unpricedIndex } from "./unpriced.js";

/** What one statement is made from: the parts of both sides in one currency. */
export interface StatementInput {
  readonly input: ReconcileInput;
  readonly period: Period;
  readonly currency: Currency;
  readonly cost: readonly BillAtom[];
  readonly usage: readonly BillAtom[];
  readonly charges: BillSide["charges"];
  readonly unmapped: BillSide["unmapped"];
  readonly ledger: readonly LedgerAtom[];
  readonly unpriced: readonly UnpricedTotal[];
  readonly beyond: readonly LedgerAtom[];
  readonly duplicates: readonly LedgerAtom[];
  /** The compared totals and those beyond the period's edges, as recorded. */
  readonly totals: readonly UsageTotal[];
  readonly currencyOf: BookCurrencies["of"];
  /** False when there is no usage to hold the bill against: then nothing of usage breaks. */
  readonly quantitiesChecked: boolean;
  readonly tieOut: { readonly difference: Decimal; readonly bound: Decimal } | null;
}

export interface StatementResult {
  readonly statement: Statement;
  readonly notes: readonly string[];
}

export function makeStatement(from: StatementInput): StatementResult {
  const notes: string[] = [];
  const entries: CellEntry[] = [];
  const breaks: Break[][] = [];
  for (const book of booksOf(from)) {
    const matched = match(book, from);
    notes.push(...matched.notes);
    for (const entry of matched.entries) entries.push(entry);
    if (from.quantitiesChecked) breaks.push(explain(book, matched.entries, from));
  }
  const unmapped = unmappedEntries(from.unmapped, from.currency);
  breaks.push(explain(null, unmapped, from));
  const all = [...entries, ...unmapped];
  const sorted = sortBreaks(breaks.flat());
  const charges = from.charges.map(({ line, category }) => ({
    category,
    name: line.name,
    amount: line.amount ?? Decimal.zero,
    rows: line.rows,
  }));
  const bridge = buildBridge({ entries: all, charges, tieOut: from.tieOut, breaks: sorted });
  const coverage = coverageOf(all);
  const causes = sumCauses(sorted);
  const cells = from.quantitiesChecked
    ? countCells(all, sorted)
    : { matched: 0, withinTolerance: 0, breaks: unmapped.length };
  const statement = { currency: from.currency, coverage, bridge, cells, causes, breaks: sorted, entries: all, charges };
  return { statement, notes };
}

function match(book: Book, { input, unpriced, quantitiesChecked }: StatementInput): MatchedBook {
  if (!quantitiesChecked) return billAlone(book);
  return matchBook(book, input.catalog, unpriced, input.options.toleranceRatio);
}

function booksOf(from: StatementInput): Book[] {
  const providers = new Set<Provider>([
    ...from.cost.map((atom) => atom.line.provider),
    ...from.usage.map((atom) => atom.line.provider),
    ...from.ledger.map((atom) => atom.provider),
  ]);
  return [...providers].sort().map((provider) => ({
    provider,
    currency: from.currency,
    cost: from.cost.filter((atom) => atom.line.provider === provider),
    usage: from.usage.filter((atom) => atom.line.provider === provider),
    ledger: from.ledger.filter((atom) => atom.provider === provider),
  }));
}

function explain(book: Book | null, entries: readonly CellEntry[], from: StatementInput): Break[] {
  const { options, catalog } = from.input;
  const { beyond, passed } = testTolerance(entries, options);
  const context = contextOf(book, entries, beyond, passed, from);
  const isBeyond = new Set(beyond);
  const fits = decideCauses(CAUSE_TESTS, context, (part) => isBeyond.has(part));
  const explained = new Set(fits.flatMap((fit) => fit.parts));
  const left = passed.filter((part) => !explained.has(part));
  const small = smallDifferences(left, entries, options).map((one) => smallBreak(entries, one, from));
  return [...breaksOf(fits, from.period, catalog), ...small];
}

function contextOf(
  book: Book | null,
  entries: readonly CellEntry[],
  beyond: readonly Part[],
  passed: readonly Part[],
  from: StatementInput,
): CauseContext {
  const { catalog, options } = from.input;
  const own = (atoms: readonly LedgerAtom[]): LedgerAtom[] => atoms.filter((atom) => atom.provider === book?.provider);
  const totals = from.totals.filter((total) => total.provider === book?.provider);
  const differing = new Set(beyond.map((part) => part.entry));
  return {
    catalog,
    options,
    period: from.period,
    entries,
    open: [...beyond, ...passed],
    differs: (entry) => differing.has(entry),
    cells: new CellIndex(entries),
    ledger: new LedgerIndex(book?.ledger ?? []),
    beyond: new LedgerIndex(own(from.beyond)),
    duplicates: new LedgerIndex(own(from.duplicates)),
    unpriced: unpricedIndex(from.unpriced.filter(({ total }) => total.provider === book?.provider)),
    rematchShifted: (shift) => (book === null ? [] : rematch(book, totals, shift, from)),
  };
}

/** The book again with the ledger's clock moved by `shift` milliseconds: other days, all else the same. */
function rematch(book: Book, totals: readonly UsageTotal[], shift: number, from: StatementInput): readonly CellEntry[] {
  const { catalog, options } = from.input;
  const moved = totals
    .map((total) => ({ ...total, quarter: total.quarter + shift }))
    .filter((total) => total.quarter >= from.period.from && total.quarter < from.period.to);
  const side = priceTotals(moved, { catalog, currencyOf: from.currencyOf, dayOffset: options.dayOffset });
  const ledger = side.atoms.filter((atom) => atom.currency === book.currency);
  return matchBook({ ...book, ledger }, catalog, side.unpriced, options.toleranceRatio).entries;
}

function smallBreak(
  entries: readonly CellEntry[],
  { step, amount, cells }: SmallDifferences,
  from: StatementInput,
): Break {
  const provider = entries[0]?.cell.provider ?? "openai";
  return {
    id: idOf(provider, from.currency, from.period, step, "unknown", {}),
    step,
    kind: "small_differences",
    cause: "unknown",
    owner: "finance",
    amount,
    provider,
    values: {
      model: null,
      meter: null,
      service_tier: null,
      region_class: null,
      account: null,
      project: null,
      api_key: null,
    },
    period: from.period,
    invoice: { quantity: null, amount: null, rate: null, lines: [] },
    ledger: { quantity: null, amount: null },
    catalog: { rate: null, per: null, source: null },
    cells: [],
    evidence: [`${cells} differences, each within tolerance, add up to ${amount} ${from.currency}`],
    remedy: "look at them together with a smaller --tolerance and --tolerance-amount",
  };
}

function sumCauses(breaks: readonly Break[]): CauseSum[] {
  const sums = new Map<string, CauseSum>();
  for (const { cause, owner, amount } of breaks) {
    const key = `${cause} ${owner}`;
    const known = sums.get(key) ?? { cause, owner, breaks: 0, amount: Decimal.zero };
    sums.set(key, { ...known, breaks: known.breaks + 1, amount: known.amount.add(amount) });
  }
  return [...sums.values()].sort((a, b) => b.amount.abs().compare(a.amount.abs()) || (a.cause < b.cause ? -1 : 1));
}

function countCells(entries: readonly CellEntry[], breaks: readonly Break[]): Statement["cells"] {
  const broken = new Set(breaks.flatMap((found) => found.cells));
  const counts = { matched: 0, withinTolerance: 0, breaks: broken.size };
  for (const entry of entries) {
    if (broken.has(entry)) continue;
    if (partsOf(entry).every((part) => part.amount.isZero())) counts.matched += 1;
    else counts.withinTolerance += 1;
  }
  return counts;
}
