import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../money/index.js";
import { describe } from "./describe.js";
import type { RecordOutcome } from "./event.js";
import { rejected } from "./outcomes.js";
import { protectOutcome } from "./protect.js";
import type { SourceContext, SourceFormat, SourceSample, UsageSource } from "./source.js";

/** Gives a format what all sources share: rows become objects, lists are taken apart, secrets are masked. */
export function defineSource(format: SourceFormat): UsageSource {
  return {
    id: format.id,
    title: format.title,
    growing: format.growing,
    shapes: format.shapes,
    detect: (sample) => detects(format, sample),
    open(context) {
      const readOne = format.open(context);
      const readValue = (value: JsonValue): RecordOutcome[] => {
        if (!isJsonObject(value)) return [rejected(`expected an object, found ${describe(value)}`)];
        const read = readOne(value);
        return Array.isArray(read) ? read.map(protectOutcome) : [protectOutcome(read)];
      };
      const readList = (values: readonly JsonValue[]): RecordOutcome[] =>
        values.flatMap((value, index) => readValue(value).map((outcome) => numbered(outcome, index + 1)));
      return (record) => {
        if ("value" in record) return isJsonArray(record.value) ? readList(record.value) : readValue(record.value);
        const row = rowObject(record.cells, context);
        return typeof row === "string" ? [rejected(row)] : readValue(row);
      };
    },
  };
}

/** A list stands on one line of its file, or on many: a rejected element is found by its number. */
function numbered(outcome: RecordOutcome, number: number): RecordOutcome {
  return outcome.kind !== "reject" ? outcome : { ...outcome, reason: `record ${number}: ${outcome.reason}` };
}

function detects(format: SourceFormat, sample: SourceSample): boolean {
  if ("header" in sample) {
    return format.detectsHeader?.(new Set(sample.header.map((name) => name.trim()))) ?? false;
  }
  return sample.records.flat().some((record) => isJsonObject(record) && format.detects(record));
}

/** A row as an object of text by column name, blank cells left out; or the reason why it is none. */
function rowObject(cells: readonly string[], { header }: SourceContext): JsonObject | string {
  if (header === undefined) throw new TypeError("a delimited record needs the context's header");
  if (cells.length !== header.length) {
    return `expected ${header.length} cells as in the header, found ${cells.length}; quote cells that hold a separator`;
  }
  const row: Record<string, string> = {};
  for (const [index, name] of header.entries()) {
    const cell = cells[index];
    if (cell !== undefined && cell.trim() !== "") row[name.trim()] = cell;
  }
  return row;
}
