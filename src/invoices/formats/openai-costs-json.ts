import { isJsonObject } from "../../money/index.js";
import type { JsonInvoiceFormat, JsonObject, JsonValue } from "../format.js";
import { field } from "../json.js";
import type { RowOutcome } from "../line.js";
import { reject } from "../reject.js";
import { type BilledItem, billedItemReader, strangeUnitNote } from "./billed-item.js";
import { type Bucket, bucketReader, bucketTime } from "./openai-bucket.js";
import { type CostRecord, costLine, EMPTY_BUCKET } from "./openai-cost-line.js";
import { bucketsOf, firstResult, isEmptyReport, readReport, resultText } from "./report-pages.js";

/**
 * `GET /v1/organization/costs` (https://platform.openai.com/docs/api-reference/usage/costs): pages, arrays of pages or of
 * buckets. Dollars, as strings or numbers of any length; UTC days. Rows count the results of the whole document from 1.
 */
export const openaiCostsJson: JsonInvoiceFormat = {
  id: "openai-costs-json",
  title: "OpenAI Costs API (JSON)",
  provider: "openai",
  kind: "cost",
  shape: "json",
  never: [
    "Costs that are not grouped by line item name no model, no meter and no quantity.",
    "They hold no number of requests and no region.",
    "Cache writes do not tell their lifetime.",
  ],
  states: () => true,
  detect: (document) => {
    const buckets = bucketsOf(document, "start_time");
    if (buckets === undefined) return false;
    const first = firstResult(buckets);
    if (first === undefined) return isEmptyReport(document, buckets, (page) => field(page, "object") === "page");
    const kind = resultText(first)("object");
    return kind === "organization.costs.result" || (kind === "" && isJsonObject(field(first, "amount")));
  },
  read,
};

function* read(document: JsonValue): Iterable<RowOutcome> {
  const strangeUnits = new Set<string>();
  const bucketOf = bucketReader();
  const itemOf = billedItemReader();
  yield* readReport(document, {
    start: "start_time",
    empty: EMPTY_BUCKET,
    time: (bucket) => bucketTime(bucket, bucketOf),
    result: (row, time, result) => {
      const text = resultText(result);
      const billed = text("line_item") === "" ? null : itemOf(text("line_item"), text("quantity_unit"));
      if (billed !== null && billed.strangeUnit !== null) strangeUnits.add(billed.strangeUnit);
      return outcome(row, time, result, billed);
    },
  });
  for (const unit of strangeUnits) yield { kind: "note", text: strangeUnitNote(unit) };
}

function outcome(row: number, time: Bucket, result: JsonObject, billed: BilledItem | null): RowOutcome {
  const amount = field(result, "amount");
  if (isJsonObject(amount)) return costLine(row, time, recordOf(resultText(result), resultText(amount)), billed);
  return reject(row, 'expected a cost result with "amount": {"value", "currency"}, found none; fetch the page again');
}

function recordOf(text: (name: string) => string, amount: (name: string) => string): CostRecord {
  return {
    amount: amount("value"),
    currency: amount("currency"),
    quantity: text("quantity"),
    account: text("organization_id") || text("organization_name"),
    project: text("project_id") || text("project_name"),
    apiKey: text("api_key_id"),
  };
}
