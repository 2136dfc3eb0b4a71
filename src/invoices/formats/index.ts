import type { InvoiceFormat } from "../format.js";
import { openaiCostCsv } from "./openai-cost-csv.js";

/** Every invoice format, in the order in which detection tries them. A format is one file and one entry here. */
export const INVOICE_FORMATS: readonly InvoiceFormat[] = [openaiCostCsv];
