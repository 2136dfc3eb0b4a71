import { type Currency, Decimal, parseCurrency } from "../../money/index.js";
import { amountProblem, parseAmount } from "../amount.js";
import type { InvoiceLine, RejectedRow } from "../line.js";
import { quote } from "../quote.js";
import { reject } from "../reject.js";
import type { BilledItem } from "./billed-item.js";
import type { Bucket } from "./openai-bucket.js";

/** The texts of one OpenAI cost record, CSV or API; "" is not stated. */
export interface CostRecord {
  readonly amount: string;
  readonly currency: string;
  readonly quantity: string;
  readonly account: string;
  readonly project: string;
  readonly apiKey: string;
}

type Draft = { -readonly [Key in keyof InvoiceLine]: InvoiceLine[Key] };

/** One cost record as a line in dollars (or the currency it states), or why it is none. */
export function costLine(
  row: number,
  bucket: Bucket,
  record: CostRecord,
  billed: BilledItem | null,
): InvoiceLine | RejectedRow {
  const amount = parseAmount(record.amount);
  if (amount === undefined) return reject(row, `amount: ${amountProblem(record.amount)}`);
  const currency = currencyOf(record.currency);
  if (currency === undefined) return reject(row, currencyProblem(record.currency));
  let quantity: Decimal | null = null;
  if (record.quantity !== "") {
    const stated = parseAmount(record.quantity);
    if (stated === undefined) return reject(row, `quantity: ${amountProblem(record.quantity)}`);
    quantity = inMeterUnits(stated, billed);
  }
  const line: Draft = {
    kind: "line",
    row,
    provider: "openai",
    category: "usage",
    name: billed === null ? null : billed.item.name,
    meter: billed === null ? null : billed.meter,
    from: bucket.from,
    to: bucket.to,
    amount,
    currency,
    quantity,
  };
  if (billed?.item.serviceTier !== undefined) line.serviceTier = billed.item.serviceTier;
  if (billed?.item.context !== undefined) line.context = billed.item.context;
  if (record.account !== "") line.account = record.account;
  if (record.project !== "") line.project = record.project;
  if (record.apiKey !== "") line.apiKey = record.apiKey;
  return line;
}

/** A quantity of which the meter is not known is in no unit that anything else is in, and so is not stated. */
function inMeterUnits(stated: Decimal, billed: BilledItem | null): Decimal | null {
  if (billed === null || billed.factor === null) return null;
  return billed.factor === Decimal.one ? stated : stated.mul(billed.factor);
}

function currencyOf(text: string): Currency | undefined {
  return text === "usd" ? "USD" : parseCurrency(text);
}

function currencyProblem(text: string): string {
  return text === ""
    ? "expected a currency such as usd beside the amount, found nothing; export the file again with all its columns"
    : `expected a currency code such as usd, found ${quote(text)}; correct it, or report the currency if the provider bills in it`;
}

/** The reason of a row that states its time and nothing else. */
export const EMPTY_BUCKET = "nothing was billed in this time";
