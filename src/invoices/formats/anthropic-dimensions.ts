import type { JsonObject } from "../format.js";
import { field, textOf } from "../json.js";
import type { LineDimensions } from "../line.js";
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

type Draft = { -readonly [Key in keyof LineDimensions]: LineDimensions[Key] };

/** What a record states, as dimensions: `workspace` is the project, a file without the column does not state one. */
function anthropicDimensions(record: AnthropicConditions): LineDimensions {
  const dimensions: Draft = {};
  const tier = tierOf(record.tier ?? "");
  const context = contextOf(record.contextWindow ?? "");
  const regionClass = regionClassOf(record.inferenceGeo ?? "");
  if (tier !== undefined) dimensions.serviceTier = tier;
  if (context !== undefined) dimensions.context = context;
  if (regionClass !== undefined) dimensions.regionClass = regionClass;
  if (record.speed !== undefined && record.speed !== "") dimensions.speed = record.speed.toLowerCase();
  if (record.workspace !== undefined) dimensions.project = workspaceOf(record.workspace);
  if (record.apiKey !== undefined && record.apiKey !== "") dimensions.apiKey = record.apiKey;
  return dimensions;
}

/** The dimensions of a row of a console export. A blank speed is the standard one in the generations that have the column. */
export function csvDimensions(text: (name: string) => string | undefined): LineDimensions {
  return anthropicDimensions({
    tier: text("usage_type"),
    contextWindow: text("context_window"),
    inferenceGeo: text("inference_geo"),
    speed: text("speed") === "" ? "standard" : text("speed"),
    workspace: text("workspace"),
    apiKey: text("api_key") || text("api_key_id"),
  });
}

/**
 * The dimensions of an Admin API result. A null workspace is the default one; a null tier, context, residency, speed or key is
 * not grouped by, and so not stated.
 */
export function jsonDimensions(result: JsonObject): LineDimensions {
  const text = (name: string) => (field(result, name) === undefined ? undefined : (textOf(field(result, name)) ?? ""));
  return anthropicDimensions({
    tier: text("service_tier"),
    contextWindow: text("context_window"),
    inferenceGeo: text("inference_geo"),
    speed: text("speed"),
    workspace: text("workspace_id"),
    apiKey: text("api_key_id"),
  });
}
