import { DAY, type Instant, parseInstant } from "../../meters/index.js";
import { amountProblem, parseAmount } from "../amount.js";
import { cellAt, columnIndexes, hasColumns, isBlank, shapeProblem, skipBlank } from "../columns.js";
import type { Columns, CsvInvoiceFormat } from "../format.js";
import type { InvoiceLine } from "../line.js";
import { quote } from "../quote.js";
import { type RowReader, readRows, type TakeNote } from "../read-rows.js";
import { reject } from "../reject.js";
import { remembered } from "../remembered.js";
import { csvDimensions } from "./anthropic-dimensions.js";
import { costCategory, costMeter, strangeTokenType } from "./anthropic-words.js";

const NEEDS = ["usage_date_utc", "model", "token_type", "cost_usd"];
const KNOWS = [
  ...["usage_date_utc", "model", "workspace", "api_key", "usage_type", "context_window", "token_type", "cost_usd"],
  ...["list_price_usd", "cost_type", "inference_geo", "speed", "api_key_id", "api_key_status"],
] as const;

/**
 * The cost export of Anthropic's console, `claude_api_cost_….csv`, in its generations of December 2024, December 2025,
 * February 2026 and August 2026. Dollars rounded to cents in each row; UTC days; models by their display names.
 */
export const anthropicCostCsv: CsvInvoiceFormat = {
  id: "anthropic-cost-csv",
  title: "Anthropic console cost export (CSV)",
  provider: "anthropic",
  kind: "cost",
  shape: "csv",
  needs: NEEDS,
  knows: KNOWS,
  never: [
    "It never holds Priority Tier costs.",
    "It holds no quantities: the tokens export has them.",
    "Every amount is rounded to cents, so that many rows are 0.00.",
  ],
  states: (_meter, serviceTier) => serviceTier !== "priority",
  detect: (columns) => hasColumns(columns, NEEDS),
  read: readRows(KNOWS, rowReader),
};

function rowReader(columns: Columns, note: TakeNote): RowReader {
  const at = columnIndexes(columns, KNOWS);
  const dayOf = remembered(parseDay);
  const dimensionsOf = csvDimensions(columns);
  return (row) => {
    const day = cellAt(row, at.usage_date_utc);
    if (day === "" && isBlank(row)) return skipBlank(row);
    const problem = shapeProblem(row, columns);
    if (problem !== undefined) return reject(row.line, problem);
    const from = dayOf(day);
    if (from === undefined) return reject(row.line, dayProblem(day));
    const [cost, list] = [cellAt(row, at.cost_usd), cellAt(row, at.list_price_usd)];
    const amount = parseAmount(cost);
    if (amount === undefined) return reject(row.line, `cost_usd: ${amountProblem(cost)}`);
    const listAmount = list === "" ? null : parseAmount(list);
    if (listAmount === undefined) return reject(row.line, `list_price_usd: ${amountProblem(list)}`);
    const [tokenType, costType] = [cellAt(row, at.token_type), cellAt(row, at.cost_type)];
    const meter = costMeter(tokenType, costType);
    if (meter === null && tokenType !== "") note(strangeTokenType(tokenType));
    const line: Line = {
      kind: "line",
      row: row.line,
      provider: "anthropic",
      category: costCategory(costType),
      name: cellAt(row, at.model) || null,
      meter,
      from,
      to: from + DAY,
      amount,
      currency: "USD",
      quantity: null,
    };
    if (listAmount !== null) line.listAmount = listAmount;
    return dimensionsOf(row, line);
  };
}

type Line = { -readonly [Key in keyof InvoiceLine]: InvoiceLine[Key] };

function parseDay(text: string): Instant | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? parseInstant(text) : undefined;
}

function dayProblem(found: string): string {
  return `expected a day such as 2026-08-15 in usage_date_utc, found ${quote(found)}; export the file again without opening it in a spreadsheet`;
}
