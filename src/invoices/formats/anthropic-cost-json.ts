import { Decimal, parseCurrency } from "../../money/index.js";
import { amountProblem, parseAmount } from "../amount.js";
import type { JsonInvoiceFormat, JsonObject, JsonValue } from "../format.js";
import { field } from "../json.js";
import type { InvoiceLine, RowOutcome } from "../line.js";
import { quote } from "../quote.js";
import { reject } from "../reject.js";
import { reportTime } from "./anthropic-bucket.js";
import { jsonDimensions } from "./anthropic-dimensions.js";
import { costCategory, costMeter, strangeTokenType } from "./anthropic-words.js";
import { bucketsOf, firstResult, isEmptyReport, type ReportTime, readReport, resultText } from "./report-pages.js";

/**
 * `GET /v1/organizations/cost_report` (https://docs.anthropic.com/en/api/admin-api/usage-cost/get-cost-report). Amounts are
 * **cents** as decimal strings with fractions; days of UTC. Rows count the results of the whole document from 1.
 */
export const anthropicCostJson: JsonInvoiceFormat = {
  id: "anthropic-cost-json",
  title: "Anthropic Admin API cost report (JSON)",
  provider: "anthropic",
  kind: "cost",
  shape: "json",
  never: [
    "It never holds Priority Tier costs.",
    "It holds no quantities and no API keys: the usage report has them.",
    "Costs that are not grouped by description name no model and no class of tokens.",
  ],
  states: (_meter, serviceTier) => serviceTier !== "priority",
  detect: (document) => {
    const buckets = bucketsOf(document, "starting_at");
    if (buckets === undefined) return false;
    const first = firstResult(buckets);
    if (first !== undefined) return field(first, "amount") !== undefined;
    return isEmptyReport(document, buckets, (page) => typeof field(page, "has_more") === "boolean");
  },
  read,
};

function* read(document: JsonValue): Iterable<RowOutcome> {
  const strange = new Set<string>();
  yield* readReport(document, {
    start: "starting_at",
    empty: "nothing was billed in this time",
    time: (bucket) => reportTime(bucket, "day"),
    result: (row, time, result) => outcome(row, time, result, strange),
  });
  for (const word of strange) yield { kind: "note", text: strangeTokenType(word) };
}

function outcome(row: number, time: ReportTime, result: JsonObject, strange: Set<string>): RowOutcome {
  const text = resultText(result);
  const amount = fromCents(text("amount"));
  if (amount === undefined) return reject(row, `amount: ${amountProblem(text("amount"))}`);
  const currency = parseCurrency(text("currency"));
  if (currency !== "USD")
    return reject(row, `expected USD, in whose cents the report states amounts, found ${quote(text("currency"))}`);
  const list = text("list_amount");
  const listAmount = list === "" ? null : fromCents(list);
  if (listAmount === undefined) return reject(row, `list_amount: ${amountProblem(list)}`);
  const meter = costMeter(text("token_type"), text("cost_type"));
  if (meter === null && text("token_type") !== "") strange.add(text("token_type"));
  const line: InvoiceLine = {
    kind: "line",
    row,
    provider: "anthropic",
    category: costCategory(text("cost_type")),
    name: text("model") || text("description") || null,
    meter,
    from: time.from,
    to: time.to,
    amount,
    currency,
    quantity: null,
    ...jsonDimensions(result),
  };
  return listAmount === null ? line : { ...line, listAmount };
}

/** Dollars of a text in cents: the point moves by two, and nothing is rounded. */
function fromCents(text: string): Decimal | undefined {
  const cents = parseAmount(text);
  return cents === undefined ? undefined : new Decimal(cents.coefficient, cents.scale + 2);
}
