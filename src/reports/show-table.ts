import type { Catalog, PriceSet } from "../catalog/index.js";
import { formatDay, type Instant } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import { planOf, setInForce } from "../pricing/index.js";
import { calendarNotes } from "./calendar-notes.js";
import { catalogLine } from "./catalog-line.js";
import type { ListedOffer } from "./list-table.js";
import { quantityText } from "./money-text.js";
import { offerFacts, span } from "./offer-facts.js";
import { notOfferedTitles, priceSheet } from "./price-sheet.js";
import { billedAsNotes, priceSheetTable } from "./price-sheet-table.js";
import { styled } from "./style.js";
import type { Terminal } from "./terminal.js";
import { terminalText } from "./terminal-text.js";
import { textTable } from "./text-table.js";
import { wrapText } from "./wrap-text.js";

/** Everything that the catalog knows of one offer: what it is, what it costs now, what it has cost and will. */
export function showTable(catalog: Catalog, listed: ListedOffer, at: Instant, terminal: Terminal): string {
  const { offer, model } = listed;
  const provider = catalog.providers.get(offer.provider);
  const name = `${offer.provider}/${offer.id}`;
  const head = styled(terminalText(model === null ? name : `${name} — ${model.name}`), "bold", terminal);
  const about = model === null ? [] : wrapText(terminalText(model.description), terminal.width);
  const facts = textTable(
    [{ header: "" }, { header: "", least: 20 }],
    offerFacts(offer, model, provider).map((fact) => ({ cells: fact })),
    terminal,
  );
  const newestFirst = [...offer.prices].sort((a, b) => b.from - a.from);
  const sets = newestFirst.map((set) => setText(catalog, listed, set, at, terminal));
  const prices = sets.length === 0 ? ["The catalog holds no price of it.\n"] : sets;
  return `${[`${[head, ...about].join("\n")}\n`, facts, ...prices].join("\n")}\n${terminalText(catalogLine(catalog))}\n`;
}

function setText(catalog: Catalog, { offer }: ListedOffer, set: PriceSet, at: Instant, terminal: Terminal): string {
  const provider = catalog.providers.get(offer.provider);
  const title = `${set.currency} ${span(set.from, set.until)}, ${standing(setInForce(offer, set.currency, at), set, at)}`;
  const sheet = set.price === "reported" || provider === undefined ? null : priceSheet(planOf(provider, offer, set));
  const body =
    sheet === null ? "The price is what the provider reports with each response.\n" : priceSheetTable(sheet, terminal);
  const calendar = set.calendar === null ? undefined : provider?.calendars.get(set.calendar);
  const hours = calendar === undefined ? [] : calendarNotes(calendar);
  const stated = [...(sheet === null ? [] : billedAsNotes(sheet)), ...hours, ...setNotes(set)];
  const notes = stated.map((note) => `${wrapText(terminalText(note), terminal.width).join("\n")}\n`);
  return `${styled(title, "bold", terminal)}\n${body}${notes.join("")}`;
}

function standing(inForce: PriceSet | undefined, set: PriceSet, at: Instant): string {
  if (set.status === "announced") {
    return `announced, not in force until confirmed${set.recheckOn === null ? "" : `; to look at again on ${formatDay(set.recheckOn)}`}`;
  }
  if (set.status === "cancelled") return "cancelled before it came into force";
  if (set === inForce) return "in force";
  return set.from > at ? "not yet in force" : "no longer in force";
}

function setNotes(set: PriceSet): string[] {
  const long = set.context.map(
    ({ name, over, inclusive }) =>
      `${name}: the whole request, once its input is ${inclusive ? "" : "over "}${quantityText(Decimal.fromInteger(over))} tokens${inclusive ? " or more" : ""}.`,
  );
  const counts = [...set.rates].flatMap(([key, rate]) =>
    rate.kind === "rate" && rate.counts !== null ? [`${key}: one is ${rate.counts}.`] : [],
  );
  const allowances = set.allowances.map(
    ({ meter, quantity, per, scope }) =>
      `Free: ${quantityText(quantity)} ${meter} a ${per} for each ${scope}, not taken off above.`,
  );
  return [
    ...long,
    ...counts,
    ...notOfferedTitles(set).map((title) => `Not offered: ${title}.`),
    ...allowances,
    ...(set.discount === null ? [] : [`Every price above has the agreed factor ${set.discount} in it.`]),
    ...(set.unverified === null ? [] : [`Not verified: ${set.unverified}.`]),
    `Source: ${set.source}, checked on ${formatDay(set.checked)}; ${set.position.file}:${set.position.line}.`,
  ];
}
