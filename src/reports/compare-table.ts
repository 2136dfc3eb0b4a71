import type { Capability, Catalog, PriceKey } from "../catalog/index.js";
import { CAPABILITIES } from "../catalog/index.js";
import type { Conditions, Instant } from "../meters/index.js";
import { defaultCurrency, planOf, setInForce } from "../pricing/index.js";
import { catalogLine } from "./catalog-line.js";
import type { ListedOffer } from "./list-table.js";
import { type Fact, offerFacts } from "./offer-facts.js";
import { perText, rateText } from "./rate-text.js";
import { priceKeys, ratesUnder } from "./set-rates.js";
import type { Terminal } from "./terminal.js";
import { terminalText } from "./terminal-text.js";
import { type Cell, type Column, type TableRow, textTable } from "./text-table.js";
import { wrapLines } from "./wrap-text.js";

/** Facts that make no sense side by side: capabilities have rows of their own. */
const LEFT_OUT = ["Can", "Also called", "On invoices", "Output limit", "Note"];

/** Models side by side: what they are, what they can do, what they cost now. */
export function compareTable(
  catalog: Catalog,
  offers: readonly ListedOffer[],
  at: Instant,
  terminal: Terminal,
): string {
  const columns: Column[] = [{ header: "", least: 14 }];
  for (const { offer } of offers) columns.push({ header: `${offer.provider}/${offer.id}`, least: 12 });
  const rows = [...factRows(catalog, offers), ...capabilityRows(offers), ...priceRows(catalog, offers, at)];
  const foot = `Prices are those of today, in US dollars where they state nothing else. ${terminalText(catalogLine(catalog))}`;
  return `${textTable(columns, rows, terminal)}\n${wrapLines([foot], terminal.width)}`;
}

function factRows(catalog: Catalog, offers: readonly ListedOffer[]): TableRow[] {
  const facts = offers.map(({ offer, model }) => offerFacts(offer, model, catalog.providers.get(offer.provider)));
  const labels = new Set(facts.flat().map(([label]) => label));
  const textOf = (each: readonly Fact[], label: string): string => each.find(([known]) => known === label)?.[1] ?? "";
  return [...labels]
    .filter((label) => !LEFT_OUT.includes(label))
    .map((label) => ({ cells: [label, ...facts.map((each) => textOf(each, label))] }));
}

function capabilityRows(offers: readonly ListedOffer[]): TableRow[] {
  const has = ({ model }: ListedOffer, capability: Capability): boolean =>
    model?.capabilities.includes(capability) ?? false;
  return CAPABILITIES.filter((capability) => offers.some((listed) => has(listed, capability))).map((capability) => ({
    cells: [capability.replaceAll("_", " "), ...offers.map((listed) => (has(listed, capability) ? "yes" : "—"))],
  }));
}

/** The standard price of every meter, and batch where one of the models has it. */
function priceRows(catalog: Catalog, offers: readonly ListedOffer[], at: Instant): TableRow[] {
  const keys = new Set(offers.flatMap(({ offer }) => keysOf(offer, at)));
  const rowsUnder = (conditions: Conditions, suffix: string): TableRow[] =>
    [...keys].map((key) => ({
      cells: [`${key}${suffix}`, ...offers.map((listed) => priceCell(catalog, listed, key, conditions, at))],
    }));
  const [first, ...others] = rowsUnder({}, "");
  const batch = rowsUnder({ service_tier: "batch" }, ", batch").filter(({ cells }) =>
    cells.slice(1).some((cell) => cell !== ""),
  );
  return first === undefined ? [] : [{ ...first, rule: true }, ...others, ...batch];
}

function keysOf(offer: ListedOffer["offer"], at: Instant): PriceKey[] {
  const set = setInForce(offer, defaultCurrency(offer), at);
  return set === undefined ? [] : priceKeys(set);
}

function priceCell(catalog: Catalog, { offer }: ListedOffer, key: PriceKey, conditions: Conditions, at: Instant): Cell {
  const set = setInForce(offer, defaultCurrency(offer), at);
  const provider = catalog.providers.get(offer.provider);
  if (set === undefined || provider === undefined) return "";
  const plan = planOf(provider, offer, set);
  const declared = Object.entries(conditions).every(([dimension, value]) =>
    [...plan.declared].some(([known, values]) => known === dimension && values.has(value)),
  );
  const rates = ratesUnder(plan, conditions);
  const rate = declared && rates.notOffered === null ? rates.of(key) : undefined;
  if (rate === undefined || rate.kind === "none") return "";
  return `${rateText(rate.rate, set.currency)} / ${perText(key, rate.per)}`;
}
