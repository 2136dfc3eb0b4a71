import type { JsonObject } from "../../money/index.js";
import { cellOrAbsent, columnIndexes } from "../columns.js";
import type { Columns, CsvRow } from "../format.js";
import { field, textOf } from "../json.js";
import type { LineDimensions } from "../line.js";
import { remembered } from "../remembered.js";
import { contextOf, regionClassOf, tierOf, workspaceOf } from "./anthropic-words.js";

/** The texts of an Anthropic record that say whose usage it was and how; undefined where the file has no such field. */
interface AnthropicConditions {
  readonly tier: string | undefined;
  readonly contextWindow: string | undefined;
  readonly inferenceGeo: string | undefined;
  /** The speed as stated; where a blank means standard the caller has said so. */
  readonly speed: string | undefined;
  readonly workspace: string | undefined;
  readonly apiKey: string | undefined;
}

/** A record being made: dimensions are written into it, which for a million rows is several times faster than merging. */
export type Draft = { -readonly [Key in keyof LineDimensions]: LineDimensions[Key] };

const WORDS = { contextOf, regionClassOf, tierOf, workspaceOf };

/** Writes what a record states: `workspace` is the project, a file without the column does not state one. */
function addDimensions<Into extends Draft>(dimensions: Into, record: AnthropicConditions, words: typeof WORDS): Into {
  const tier = words.tierOf(record.tier ?? "");
  const context = words.contextOf(record.contextWindow ?? "");
  const regionClass = words.regionClassOf(record.inferenceGeo ?? "");
  if (tier !== undefined) dimensions.serviceTier = tier;
  if (context !== undefined) dimensions.context = context;
  if (regionClass !== undefined) dimensions.regionClass = regionClass;
  if (record.speed !== undefined && record.speed !== "") dimensions.speed = record.speed.toLowerCase();
  if (record.workspace !== undefined) dimensions.project = words.workspaceOf(record.workspace);
  if (record.apiKey !== undefined && record.apiKey !== "") dimensions.apiKey = record.apiKey;
  return dimensions;
}

/**
 * Writes the dimensions of a row of a console export into its line. A blank speed is the standard one in the generations that have the column. A
 * key goes by its name, which both exports have, and by its id where it has none.
 */
export function csvDimensions(columns: Columns): <Into extends Draft>(row: CsvRow, into: Into) => Into {
  const at = columnIndexes(columns, COLUMNS);
  const words = {
    contextOf: remembered(contextOf),
    regionClassOf: remembered(regionClassOf),
    tierOf: remembered(tierOf),
    workspaceOf: remembered(workspaceOf),
  };
  return (row, into) => {
    const speed = cellOrAbsent(row, at.speed);
    const conditions = {
      tier: cellOrAbsent(row, at.usage_type),
      contextWindow: cellOrAbsent(row, at.context_window),
      inferenceGeo: cellOrAbsent(row, at.inference_geo),
      speed: speed === "" ? "standard" : speed,
      workspace: cellOrAbsent(row, at.workspace),
      apiKey: cellOrAbsent(row, at.api_key) || cellOrAbsent(row, at.api_key_id),
    };
    return addDimensions(into, conditions, words);
  };
}

const COLUMNS = [
  "usage_type",
  "context_window",
  "inference_geo",
  "speed",
  "workspace",
  "api_key",
  "api_key_id",
] as const;

/**
 * The dimensions of an Admin API result. A null workspace is the default one; a null tier, context, residency, speed or key is
 * not grouped by, and so not stated.
 */
export function jsonDimensions(result: JsonObject): LineDimensions {
  const text = (name: string) => (field(result, name) === undefined ? undefined : (textOf(field(result, name)) ?? ""));
  return addDimensions(
    {},
    {
      tier: text("service_tier"),
      contextWindow: text("context_window"),
      inferenceGeo: text("inference_geo"),
      speed: text("speed"),
      workspace: text("workspace_id"),
      apiKey: text("api_key_id"),
    },
    WORDS,
  );
}
