import type { InvoiceFormat } from "../format.js";
import { anthropicCostCsv } from "./anthropic-cost-csv.js";
import { anthropicCostJson } from "./anthropic-cost-json.js";
import { anthropicTokensCsv } from "./anthropic-tokens-csv.js";
import { anthropicUsageJson } from "./anthropic-usage-json.js";
import { openaiCostCsv } from "./openai-cost-csv.js";
import { openaiCostsJson } from "./openai-costs-json.js";
import { openaiUsageCsv } from "./openai-usage-csv.js";
import { openaiUsageJson } from "./openai-usage-json.js";

/** Every invoice format, in the order in which detection tries them. A format is one file and one entry here. */
export const INVOICE_FORMATS: readonly InvoiceFormat[] = [
  openaiCostCsv,
  openaiUsageCsv,
  openaiCostsJson,
  openaiUsageJson,
  anthropicCostCsv,
  anthropicTokensCsv,
  anthropicCostJson,
  anthropicUsageJson,
];
