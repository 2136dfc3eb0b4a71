import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Catalog } from "../catalog/index.js";
import { compareText } from "../findings/index.js";
import { DAY, type Provider } from "../meters/index.js";
import { type Currency, Decimal, exactQuotient, quotientHalfEven } from "../money/index.js";
import type { BillAtom } from "./bill-atom.js";
import { priceBill } from "./bill-rate.js";
import type { Fit } from "./cause.js";
import { CELL_DIMENSIONS, type CellDimension, type CellValues } from "./cell-dimensions.js";
import type { CellEntry, Part } from "./entries.js";
import { type CellStep, sumQuantities } from "./numbers.js";
import type { Period } from "./period.js";
import { BREAK_FIELDS, type Break, type BreakKind } from "./result.js";
import { mergedRuns, rowRanges } from "./row-runs.js";
import { add } from "./split.js";
import { keyIn } from "./value-index.js";
import { counted } from "./words.js";

const KINDS: Readonly<Record<CellStep, BreakKind>> = {
  quantity_variance: "quantity",
  rate_variance: "rate",
  amount_variance: "amount",
  invoice_only: "invoice_only",
  ledger_only: "ledger_only",
  unexplained: "unmapped",
};

/** The breaks of the causes found: one a cause and step, over all the cells that it explains there. */
export function breaksOf(fits: readonly Fit[], period: Period, catalog: Catalog): Break[] {
  return fits.flatMap((fit) => {
    const bySteps = new Map<CellStep, Part[]>();
    for (const part of fit.parts) add(bySteps, part.step, part);
    return [...bySteps].map(([step, parts]) => breakOf(fit, step, parts, period, catalog));
  });
}

/** Largest first; equal ones by id, so that the order never depends on the input's. No two have one id. */
export function sortBreaks(breaks: readonly Break[]): Break[] {
  const known = new Map<string, Break[]>();
  for (const found of breaks) add(known, found.id, found);
  const distinct = [...known.values()].flatMap((same) => (same.length === 1 ? same : same.map(withCellsInId)));
  return distinct.sort((a, b) => b.amount.abs().compare(a.amount.abs()) || compareText(a.id, b.id));
}

function breakOf(fit: Fit, step: CellStep, parts: readonly Part[], whole: Period, catalog: Catalog): Break {
  const entries = parts.map((part) => part.entry);
  const [first] = entries;
  if (first === undefined) throw new RangeError("a break is never without a cell");
  const shared = sharedValues(entries);
  const { provider, currency } = first.cell;
  const unpriced = step === "unexplained" && first.problem?.kind === "unpriced";
  const period = periodOf(shared, whole);
  return {
    id: idOf(provider, currency, whole, step, fit.cause, namedValues(shared, entries)),
    step,
    kind: unpriced ? "unpriced" : KINDS[step],
    cause: fit.cause,
    owner: fit.owner,
    amount: Decimal.sum(parts.map((part) => part.amount)),
    provider,
    values: fieldsOf(shared, entries),
    period,
    invoice: invoiceSide(entries),
    ledger: ledgerSide(entries),
    catalog: catalogSide(entries, catalog),
    cells: entries,
    evidence: [...fit.evidence, ...averagedRates(step, entries)],
    remedy: fit.remedy,
  };
}

/** The rate of usage that had several is an average, which a person should know who computes the step again. */
function averagedRates(step: CellStep, entries: readonly CellEntry[]): string[] {
  const averaged = entries.filter(({ numbers }) => numbers.averaged).length;
  if (averaged === 0 || (step !== "quantity_variance" && step !== "rate_variance")) return [];
  const cells = counted(averaged, "cell");
  return [
    `in ${cells} the ledger's usage had several rates: its cost divided by its quantity, to 18 decimals, stands for them`,
  ];
}

/** Two breaks that state the same of themselves are told apart by the cells that they are of. */
function withCellsInId(found: Break): Break {
  const cells = found.cells.map(({ cell }) => `${cell.klass} ${keyIn(cell.values, CELL_DIMENSIONS)}`).sort();
  return { ...found, id: digestOf([found.id, found.evidence, cells]) };
}

function sharedValues(entries: readonly CellEntry[]): CellValues {
  const [first, ...rest] = entries;
  const shared: CellValues = {};
  for (const dimension of CELL_DIMENSIONS) {
    const value = first?.cell.values[dimension];
    if (value !== undefined && rest.every(({ cell }) => cell.values[dimension] === value)) shared[dimension] = value;
  }
  return shared;
}

/** The same thing has the same id next time: semantics section 5, "Breaks". */
export function idOf(
  provider: Provider,
  currency: Currency,
  period: Period,
  step: string,
  cause: string,
  values: CellValues,
): string {
  const stated = CELL_DIMENSIONS.map((dimension) => [dimension, values[dimension] ?? null]);
  return digestOf([provider, currency, period.from, period.to, step, cause, stated]);
}

function digestOf(value: readonly unknown[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(value)))).slice(0, 10);
}

const FIELD_DIMENSIONS: Readonly<Record<(typeof BREAK_FIELDS)[number], CellDimension>> = {
  model: "offer",
  meter: "meter",
  service_tier: "service_tier",
  region_class: "region_class",
  account: "account",
  project: "project",
  api_key: "api_key",
};

/** The name on the bill stands for the offer where the catalog knows none. */
function namedValues(shared: CellValues, entries: readonly CellEntry[]): CellValues {
  const name =
    entries.length === 1 && entries[0]?.problem?.kind === "unmapped" ? entries[0].cell.cost[0]?.line.name : null;
  return name === null || name === undefined ? shared : { ...shared, offer: name };
}

function fieldsOf(shared: CellValues, entries: readonly CellEntry[]): Break["values"] {
  const values = Object.fromEntries(BREAK_FIELDS.map((field) => [field, shared[FIELD_DIMENSIONS[field]] ?? null]));
  const names = new Set(entries.flatMap(({ cell }) => cell.cost.map((atom) => atom.line.name)));
  const [name] = names;
  const model = values.model ?? (names.size === 1 && entries[0]?.problem !== null ? (name ?? null) : null);
  return { ...EMPTY_FIELDS, ...values, model };
}

const EMPTY_FIELDS: Break["values"] = {
  model: null,
  meter: null,
  service_tier: null,
  region_class: null,
  account: null,
  project: null,
  api_key: null,
};

function periodOf(shared: CellValues, whole: Period): Period {
  if (shared.day === undefined) return whole;
  const from = Number(shared.day);
  return { from, to: from + DAY };
}

const RATE_DECIMALS = 18;

function invoiceSide(entries: readonly CellEntry[]): Break["invoice"] {
  const cost = entries.flatMap(({ cell }) => cell.cost);
  if (cost.length === 0) return { quantity: null, amount: null, rate: null, lines: [] };
  const quantities = entries.map(({ numbers }) => numbers.billedQuantity);
  const quantity = quantities.includes(null) ? sumQuantities(cost) : Decimal.sum(quantities.flatMap((q) => q ?? []));
  const amount = Decimal.sum(cost.flatMap((atom) => atom.line.amount ?? []));
  const rate = quantity === null || quantity.isZero() ? null : quotient(amount, quantity);
  const several = new Set(cost.map((atom) => atom.file.path)).size > 1;
  const lines = [...runsByFile(cost)].flatMap(([path, runs]) =>
    rowRanges(mergedRuns(runs)).map((range) => (several ? `${path}:${range}` : range)),
  );
  return { quantity, amount, rate, lines };
}

function quotient(amount: Decimal, quantity: Decimal): Decimal {
  return exactQuotient(amount, quantity) ?? quotientHalfEven(amount, quantity, RATE_DECIMALS);
}

function runsByFile(cost: readonly BillAtom[]): Map<string, readonly number[]> {
  const runs = new Map<string, number[]>();
  for (const { file, line } of cost) {
    const known = runs.get(file.path);
    if (known === undefined) runs.set(file.path, [...line.runs]);
    else for (const row of line.runs) known.push(row);
  }
  return runs;
}

function ledgerSide(entries: readonly CellEntry[]): Break["ledger"] {
  if (entries.every(({ cell }) => cell.ledger.length === 0)) return { quantity: null, amount: null };
  return {
    quantity: Decimal.sum(entries.map(({ numbers }) => numbers.ledgerQuantity)),
    amount: Decimal.sum(entries.map(({ numbers }) => numbers.ledgerAmount)),
  };
}

/** The one rate that the catalog holds for all of it, with its place; null where there are several or none. */
function catalogSide(entries: readonly CellEntry[], catalog: Catalog): Break["catalog"] {
  const [entry] = entries;
  const bill = entry?.cell.cost[0];
  const none = { rate: null, per: null, source: null };
  if (bill === undefined || entries.some(({ cell }) => cell.values.offer !== entry?.cell.values.offer)) return none;
  if (entries.some(({ cell }) => cell.values.meter !== entry?.cell.values.meter)) return none;
  const { price } = priceBill(catalog, bill, Decimal.one);
  if (price === null) return none;
  return { rate: price.rate, per: price.per, source: `${price.source.file}:${price.source.line}` };
}
