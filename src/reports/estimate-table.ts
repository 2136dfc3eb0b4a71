import type { Catalog, PriceKey } from "../catalog/index.js";
import { formatInstant } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import { catalogLine } from "./catalog-line.js";
import type { Estimate } from "./estimate.js";
import { commonFooting, exactText, type Footing, fixedText, quantityText, ROUNDED_NOTE } from "./money-text.js";
import { perText } from "./rate-text.js";
import { styled } from "./style.js";
import type { Terminal } from "./terminal.js";
import { terminalText } from "./terminal-text.js";
import { type Cell, type Column, type TableRow, textTable } from "./text-table.js";
import { wrapLines } from "./wrap-text.js";

/** One model: its meters with rate, amount and how each rate came about. Several: side by side, the cheapest named. */
export function estimateTable(catalog: Catalog, estimates: readonly Estimate[], terminal: Terminal): string {
  const [first, ...others] = estimates;
  if (first === undefined) return "";
  const body = others.length === 0 ? oneModel(first, terminal) : sideBySide(estimates, terminal);
  return `${body}\n${wrapLines([`${headOf(first)} ${terminalText(catalogLine(catalog))}`], terminal.width)}`;
}

function headOf({ at, requests }: Estimate): string {
  const times = requests === 1 ? "" : ` for ${quantityText(Decimal.fromInteger(requests))} requests`;
  return `Priced as of ${formatInstant(at)}${times}.`;
}

function nameOf({ offer }: Estimate): string {
  return `${offer.provider}/${offer.id}`;
}

function oneModel(estimate: Estimate, terminal: Terminal): string {
  const { cost } = estimate;
  const { decimals, foots } = footingOf([estimate]);
  const rows: TableRow[] = cost.lines.map(({ meter, quantity, rate, per, amount }) => ({
    cells: [meter, quantityText(quantity), exactText(rate, 2), perText(meter, per), fixedText(amount, decimals)],
  }));
  for (const { meter, quantity } of cost.unpriced) {
    rows.push({ cells: [meter, quantityText(quantity), { text: "no price", style: "red" }, "", "unknown"] });
  }
  const total = cost.lines.length === 0 && !cost.complete ? "unknown" : fixedText(cost.total, decimals);
  rows.push({
    cells: [cost.complete ? "total" : "total of what is priced", "", "", cost.currency ?? "", total],
    rule: true,
  });
  const title = `${styled(terminalText(nameOf(estimate)), "bold", terminal)}\n\n`;
  const lines = [...traceLines(estimate), ...unpricedLines(estimate), ...countedLines(estimate)];
  const notes = foots ? lines : [...lines, ROUNDED_NOTE];
  return (
    title + textTable(ONE_MODEL, rows, terminal) + (notes.length === 0 ? "" : `\n${wrapLines(notes, terminal.width)}`)
  );
}

const ONE_MODEL: readonly Column[] = [
  { header: "METER", least: 12 },
  { header: "QUANTITY", align: "right" },
  { header: "RATE", align: "right" },
  { header: "PER", least: 8 },
  { header: "AMOUNT", align: "right" },
];

function traceLines({ cost }: Estimate): string[] {
  return cost.lines.map(({ meter, steps, source }) =>
    terminalText(`${meter}: ${steps.join("; ")} (${source.file}:${source.line})`),
  );
}

function unpricedLines(estimate: Estimate): string[] {
  return estimate.cost.unpriced.map(({ meter, message }) => terminalText(`No price for ${meter}: ${message}.`));
}

function countedLines({ counted }: Estimate): string[] {
  if (counted === null) return [];
  const tokens = quantityText(counted.tokens);
  if (counted.exact) return [`The text has ${tokens} tokens in ${counted.encoding}.`];
  return [
    `The text has approximately ${tokens} tokens: its tokenizer is not public, ${counted.encoding} was used instead.`,
  ];
}

function sideBySide(estimates: readonly Estimate[], terminal: Terminal): string {
  const meters = [...new Set(estimates.flatMap(metersOf))];
  const { decimals, foots } = footingOf(estimates);
  const rows: TableRow[] = meters.map((meter) => ({
    cells: [meter, ...estimates.map((estimate) => amountCell(estimate, meter, decimals))],
  }));
  rows.push({ cells: ["total", ...estimates.map((estimate) => totalCell(estimate, decimals))], rule: true });
  const columns: Column[] = [{ header: "AMOUNT OF", least: 12 }];
  for (const estimate of estimates) columns.push({ header: nameOf(estimate), align: "right", least: 12 });
  const notes = estimates.flatMap((estimate) =>
    [...unpricedLines(estimate), ...countedLines(estimate)].map((line) => `${terminalText(nameOf(estimate))}: ${line}`),
  );
  const closing = [...notes, ...cheapest(estimates), ...(foots ? [] : [ROUNDED_NOTE])];
  return textTable(columns, rows, terminal) + (closing.length === 0 ? "" : `\n${wrapLines(closing, terminal.width)}`);
}

function metersOf({ cost }: Estimate): PriceKey[] {
  return [...cost.lines, ...cost.unpriced].map((line) => line.meter);
}

/** A request costs less than a cent: its amounts are printed with all their digits, up to ten. */
function footingOf(estimates: readonly Estimate[]): Footing {
  const columns = estimates.map(({ cost }) => ({ parts: cost.lines.map((line) => line.amount), total: cost.total }));
  const digits = columns.flatMap(({ parts }) => parts.map((part) => part.decimals()));
  return commonFooting(columns, Math.min(Math.max(2, ...digits), 10));
}

function amountCell({ cost }: Estimate, meter: PriceKey, decimals: number): Cell {
  const line = cost.lines.find((each) => each.meter === meter);
  if (line !== undefined) return fixedText(line.amount, decimals);
  return cost.unpriced.some((each) => each.meter === meter) ? { text: "no price", style: "red" } : "";
}

function totalCell({ cost }: Estimate, decimals: number): Cell {
  if (cost.lines.length === 0 && !cost.complete) return "unknown";
  const text = `${cost.currency ?? ""} ${fixedText(cost.total, decimals)}`;
  return { text: cost.complete ? text : `over ${text}`, style: "bold" };
}

/** Names the cheapest of those that are priced in full in one currency. */
function cheapest(estimates: readonly Estimate[]): string[] {
  const complete = estimates.filter(({ cost }) => cost.complete && cost.currency !== null);
  const currencies = new Set(complete.map(({ cost }) => cost.currency));
  const [first, ...rest] = complete;
  if (first === undefined || rest.length === 0 || currencies.size !== 1) return [];
  const least = rest.reduce((best, each) => (each.cost.total.lessThan(best.cost.total) ? each : best), first);
  const equal = complete.filter(({ cost }) => cost.total.equals(least.cost.total));
  return [`Cheapest: ${equal.map((each) => terminalText(nameOf(each))).join(", ")}.`];
}
