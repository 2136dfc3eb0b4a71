import type { Catalog, Model, Offer } from "../catalog/index.js";
import type { Instant } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import { catalogLine } from "./catalog-line.js";
import { headlinePrice } from "./headline-price.js";
import { exactText, quantityText } from "./money-text.js";
import { rateText } from "./rate-text.js";
import type { Terminal } from "./terminal.js";
import { terminalText } from "./terminal-text.js";
import { type Cell, type Column, type TableRow, textTable } from "./text-table.js";
import { wrapLines } from "./wrap-text.js";

/** An offer with the model that it sells, null for a service without one. */
export interface ListedOffer {
  readonly offer: Offer;
  readonly model: Model | null;
}

const COLUMNS: readonly Column[] = [
  { header: "MODEL", least: 24 },
  { header: "TYPE", leave: 2 },
  { header: "STATUS" },
  { header: "CONTEXT", align: "right", leave: 1 },
  { header: "INPUT", align: "right" },
  { header: "OUTPUT", align: "right", least: 16 },
  { header: "" },
];

/** One row an offer, with its price at the instant: dollars per million tokens unless it says otherwise. */
export function listTable(catalog: Catalog, offers: readonly ListedOffer[], at: Instant, terminal: Terminal): string {
  if (offers.length === 0) return "No model of the catalog is like that.\n";
  const rows = offers.map((listed) => row(catalog, listed, at));
  const marked = rows.some((cells) => cells.at(-1) === UNVERIFIED);
  const count = offers.length === 1 ? "1 offer" : `${quantityText(Decimal.fromInteger(offers.length))} offers`;
  const legend = [
    `${count}. Prices are US dollars per million tokens where they state nothing else.`,
    ...(marked ? [`${UNVERIFIED} not verified by two independent sources; aimodels show MODEL says why.`] : []),
    terminalText(catalogLine(catalog)),
  ];
  const table = textTable(
    COLUMNS,
    rows.map((cells): TableRow => ({ cells })),
    terminal,
  );
  return `${table}\n${wrapLines(legend, terminal.width)}`;
}

const UNVERIFIED = "*";

function row(catalog: Catalog, { offer, model }: ListedOffer, at: Instant): Cell[] {
  const price = headlinePrice(catalog, offer, at);
  const amount = (rate: Decimal | null | undefined): string =>
    rate === null || rate === undefined || price === undefined ? "" : rateText(rate, price.currency);
  const context = model?.contextWindow ?? null;
  return [
    `${offer.provider}/${offer.id}`,
    model?.type ?? "service",
    statusCell(offer),
    context === null ? "" : exactText(Decimal.fromInteger(context)),
    amount(price?.input),
    price === undefined ? "no price" : (price.other ?? amount(price.output)),
    price?.set.unverified ? UNVERIFIED : "",
  ];
}

function statusCell(offer: Offer): Cell {
  if (offer.status === "active") return offer.status;
  return { text: offer.status, style: offer.status === "deprecated" ? "yellow" : "dim" };
}
