import { didYouMean } from "../../findings/index.js";
import { COMMON_METERS, parseMeter } from "../../meters/index.js";
import { isJsonObject, type JsonObject, type JsonValue, parseDecimal } from "../../money/index.js";
import { defineSource } from "../define-source.js";
import { quote } from "../describe.js";
import type { RecordOutcome } from "../event.js";
import { rejected } from "../outcomes.js";
import type { SourceContext } from "../source.js";
import { RECORD_KEYS, readUsageRecord } from "./usage-record.js";

/** The project's own usage record: contract.md, "ledger". As JSON it nests; as CSV a column is a key, a meter or a path. */
export const usageSource = defineSource({
  id: "usage",
  title: "aimodels usage records (JSONL or CSV)",
  growing: false,
  shapes: ["jsonl", "json", "csv"],
  detects: (record) =>
    isJsonObject(record.usage) && ("provider" in record || "time" in record) && !("object" in record),
  detectsHeader: (names) =>
    names.has("provider") && names.has("model") && names.has("time") && [...names].some((name) => isMeterColumn(name)),
  open(context) {
    if (context.header === undefined) return (record) => readUsageRecord(record, context, "usage");
    return (row) => readRow(row, context);
  },
});

function isMeterColumn(name: string): boolean {
  return name.startsWith("usage.") || parseMeter(name) !== undefined;
}

function readRow(row: JsonObject, context: SourceContext): RecordOutcome {
  const record: Record<string, JsonValue> = {};
  const nested = new Map<string, Record<string, JsonValue>>([["usage", {}]]);
  for (const [name, cell] of Object.entries(row)) {
    const mistyped = mistypedMeter(name, cell);
    if (mistyped !== undefined) return rejected(mistyped);
    const path = parseMeter(name) === undefined ? name : `usage.${name}`;
    const dot = path.indexOf(".");
    if (dot < 0) record[path] = path === "unknown" ? [cell] : cell;
    else inner(nested, path.slice(0, dot))[path.slice(dot + 1)] = cell;
  }
  for (const [name, value] of nested) record[name] = value;
  return readUsageRecord(record, context, "usage");
}

function inner(nested: Map<string, Record<string, JsonValue>>, name: string): Record<string, JsonValue> {
  const found = nested.get(name) ?? {};
  nested.set(name, found);
  return found;
}

/** A column of numbers whose name is nearly a meter's: usage that a typing error would otherwise drop. */
function mistypedMeter(name: string, cell: JsonValue): string | undefined {
  if (RECORD_KEYS.has(name) || name.includes(".") || parseMeter(name) !== undefined) return undefined;
  if (typeof cell !== "string" || parseDecimal(cell.trim()) === undefined) return undefined;
  const near = didYouMean(name, COMMON_METERS);
  return near === "" ? undefined : `the column ${quote(name)} is no meter; ${near}`;
}
