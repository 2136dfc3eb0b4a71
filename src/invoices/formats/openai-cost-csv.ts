import { cellAt, hasColumns, isBlank, shapeProblem, skipBlank } from "../columns.js";
import type { Columns, CsvInvoiceFormat, CsvRow } from "../format.js";
import { type RowReader, readRows, type TakeNote } from "../read-rows.js";
import { reject } from "../reject.js";
import { billedItemReader, strangeUnitNote } from "./billed-item.js";
import { bucketProblem, bucketReader } from "./openai-bucket.js";
import { type CostRecord, costLine, EMPTY_BUCKET } from "./openai-cost-line.js";

const TIME = ["start_time", "end_time", "start_time_iso", "end_time_iso"];
const NEEDS = ["amount_value", "line_item"];
const KNOWS = [
  ...TIME,
  ...[
    "amount_value",
    "amount_currency",
    "quantity",
    "quantity_unit",
    "line_item",
    "user_id",
    "api_key_id",
    "project_id",
  ],
  ...["organization_id", "project_name", "organization_name", "user_email", "api_source"],
];

/**
 * The cost export of OpenAI's dashboard, `cost_YYYY-MM-DD_YYYY-MM-DD.csv`, in its generations of October 2025, August 2026
 * and September 2026, and the export of a range without costs, which has the four time columns alone. Dollars; UTC days.
 */
export const openaiCostCsv: CsvInvoiceFormat = {
  id: "openai-cost-csv",
  title: "OpenAI dashboard cost export (CSV)",
  provider: "openai",
  kind: "cost",
  shape: "csv",
  needs: NEEDS,
  knows: KNOWS,
  never: [
    "A cost export that is not grouped by line item names no model, no meter and no quantity.",
    "It holds no number of requests and no region.",
    "Cache writes do not tell their lifetime.",
  ],
  states: () => true,
  detect: (columns) => hasColumns(columns, NEEDS) || isEmptyRange(columns),
  read: readRows(KNOWS, rowReader),
};

/** Cost and usage exports of a range without any are the same bytes: either way nothing was billed in them. */
function isEmptyRange(columns: Columns): boolean {
  return columns.header.length === TIME.length && hasColumns(columns, TIME);
}

function rowReader(columns: Columns, note: TakeNote): RowReader {
  const at = indexes(columns);
  const bucketOf = bucketReader();
  const itemOf = billedItemReader();
  return (row) => {
    const problem = shapeProblem(row, columns);
    if (problem !== undefined) return isBlank(row) ? skipBlank(row) : reject(row.line, problem);
    const bucket = bucketOf(
      cellAt(row, at.start),
      cellAt(row, at.end),
      cellAt(row, at.startIso),
      cellAt(row, at.endIso),
    );
    if (bucket === undefined) {
      return isBlank(row)
        ? skipBlank(row)
        : reject(row.line, bucketProblem(cellAt(row, at.start), cellAt(row, at.end)));
    }
    const [amount, lineItem] = [cellAt(row, at.amount), cellAt(row, at.lineItem)];
    if (amount === "" && lineItem === "") return { kind: "skip", row: row.line, reason: EMPTY_BUCKET, ...bucket };
    const billed = lineItem === "" ? null : itemOf(lineItem, cellAt(row, at.unit));
    if (billed !== null && billed.strangeUnit !== null) note(strangeUnitNote(billed.strangeUnit));
    return costLine(row.line, bucket, record(row, amount, at), billed);
  };
}

type Indexes = ReturnType<typeof indexes>;

function indexes(columns: Columns) {
  return {
    start: columns.index("start_time"),
    end: columns.index("end_time"),
    startIso: columns.index("start_time_iso"),
    endIso: columns.index("end_time_iso"),
    amount: columns.index("amount_value"),
    currency: columns.index("amount_currency"),
    quantity: columns.index("quantity"),
    unit: columns.index("quantity_unit"),
    lineItem: columns.index("line_item"),
    account: columns.index("organization_id"),
    accountName: columns.index("organization_name"),
    project: columns.index("project_id"),
    projectName: columns.index("project_name"),
    apiKey: columns.index("api_key_id"),
  };
}

/** Ids name an account or a project where the file has them, names where it does not. */
function record(row: CsvRow, amount: string, at: Indexes): CostRecord {
  return {
    amount,
    currency: cellAt(row, at.currency),
    quantity: cellAt(row, at.quantity),
    account: cellAt(row, at.account) || cellAt(row, at.accountName),
    project: cellAt(row, at.project) || cellAt(row, at.projectName),
    apiKey: cellAt(row, at.apiKey),
  };
}
