import { DAY, parseInstant } from "../../meters/index.js";
import { amountProblem, parseAmount } from "../amount.js";
import { cellAt, cellOrAbsent, columnNotes, hasColumns, isBlank, shapeProblem, skipBlank } from "../columns.js";
import type { Columns, CsvInvoiceFormat, CsvRow } from "../format.js";
import type { InvoiceLine, RowOutcome } from "../line.js";
import { quote } from "../quote.js";
import { reject } from "../reject.js";
import { csvDimensions } from "./anthropic-dimensions.js";
import { costCategory, costMeter } from "./anthropic-words.js";

const NEEDS = ["usage_date_utc", "model", "token_type", "cost_usd"];
const KNOWS = [
  ...["usage_date_utc", "model", "workspace", "api_key", "usage_type", "context_window", "token_type", "cost_usd"],
  ...["list_price_usd", "cost_type", "inference_geo", "speed", "api_key_id", "api_key_status"],
];

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
  read,
};

function* read(rows: Iterable<CsvRow>, columns: Columns): Iterable<RowOutcome> {
  for (const text of columnNotes(columns, KNOWS)) yield { kind: "note", text };
  const at = new Map(KNOWS.map((name) => [name, columns.index(name)]));
  const strange = new Set<string>();
  for (const row of rows) yield outcome(row, columns, at, strange);
  for (const word of strange) {
    yield {
      kind: "note",
      text: `lines of the token type ${quote(word)} are read without a meter: it is no known word`,
    };
  }
}

type Indexes = ReadonlyMap<string, number>;

function outcome(row: CsvRow, columns: Columns, at: Indexes, strange: Set<string>): RowOutcome {
  if (isBlank(row)) return skipBlank(row);
  const problem = shapeProblem(row, columns);
  if (problem !== undefined) return reject(row.line, problem);
  const text = (name: string) => cellAt(row, at.get(name) ?? -1);
  const from = dayOf(text("usage_date_utc"));
  if (from === undefined) return reject(row.line, dayProblem(text("usage_date_utc")));
  const amount = parseAmount(text("cost_usd"));
  if (amount === undefined) return reject(row.line, `cost_usd: ${amountProblem(text("cost_usd"))}`);
  const list = text("list_price_usd");
  const listAmount = list === "" ? null : parseAmount(list);
  if (listAmount === undefined) return reject(row.line, `list_price_usd: ${amountProblem(list)}`);
  const meter = costMeter(text("token_type"), text("cost_type"));
  if (meter === null && text("token_type") !== "") strange.add(text("token_type"));
  const line: InvoiceLine = {
    kind: "line",
    row: row.line,
    provider: "anthropic",
    category: costCategory(text("cost_type")),
    name: text("model") || null,
    meter,
    from,
    to: from + DAY,
    amount,
    currency: "USD",
    quantity: null,
    ...csvDimensions((name) => cellOrAbsent(row, at.get(name) ?? -1)),
  };
  return listAmount === null ? line : { ...line, listAmount };
}

function dayOf(text: string): number | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? parseInstant(text) : undefined;
}

function dayProblem(found: string): string {
  return `expected a day such as 2026-08-15 in usage_date_utc, found ${quote(found)}; export the file again without opening it in a spreadsheet`;
}
