import { parseInstant } from "../../meters/index.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../../money/index.js";
import { callOutcome } from "../build-event.js";
import { defineSource } from "../define-source.js";
import { describe } from "../describe.js";
import type { RecordOutcome } from "../event.js";
import { finishExtraction } from "../extractors/finish.js";
import { textOf } from "../extractors/openai-tokens.js";
import { unwrapJson } from "../json-text.js";
import { rejected, skipped } from "../outcomes.js";
import { providerOfModel, providerOfWord } from "../provider-words.js";
import type { SourceContext } from "../source.js";
import { readUsageDetails } from "./langfuse-usage.js";

const NAME = "langfuse";
const DETAILS = ["usage_details", "usageDetails", "provided_usage_details", "providedUsageDetails"];
const MODEL = ["provided_model_name", "providedModelName", "model"];

/**
 * Langfuse's observations, as its batch exports (snake case) and its interface and API (camel case) write them. Its costs
 * are computed by Langfuse and no provider's: they are left out. It states no provider: see `providerOf`.
 */
export const langfuseSource = defineSource({
  id: NAME,
  title: "Langfuse observations (CSV, JSON or JSONL)",
  growing: false,
  shapes: ["csv", "json", "jsonl"],
  detects: (record) => isObservation((name) => name in record),
  detectsHeader: (names) => isObservation((name) => names.has(name)),
  open: (context) => (record) => readObservation(record, context),
});

function isObservation(has: (name: string) => boolean): boolean {
  return has("id") && DETAILS.some(has) && (has("trace_id") || has("traceId")) && MODEL.some(has);
}

function readObservation(record: JsonObject, context: SourceContext): RecordOutcome {
  const type = textOf(record, "type");
  const details = DETAILS.map((name) => unwrapJson(record[name])).find(isJsonObject);
  const model = textOf(record, ...MODEL);
  if (details === undefined || Object.keys(details).length === 0 || model === undefined) {
    return type === "GENERATION" || type === "EMBEDDING"
      ? rejected(
          `expected a model and usage_details of a ${type}, found ${model === undefined ? "no model" : "no usage"}`,
        )
      : skipped(`no usage: an observation of type ${describe(type)}`);
  }
  const report = readUsageDetails(details, "usage_details");
  const time = timeOf(record);
  const id = textOf(record, "id");
  if (time === undefined)
    report.problem(`end_time: expected a time, found ${describe(record.end_time ?? record.endTime)}`);
  if (id === undefined) report.problem(`id: expected text, found ${describe(record.id)}`);
  const { provider, stated } = providerOf(record, model, context);
  if (provider === undefined) {
    return rejected(
      `no provider for the model ${describe(model)}: Langfuse states none; put metadata {"ls_provider": "…"} on the generation`,
      report.tokens,
    );
  }
  return callOutcome(finishExtraction(report), {
    ...{ source: NAME, id: id ?? "", time: time ?? 0, provider, model, ...attributionOf(record) },
    notes: stated ? [] : ["provider (read from the model's name)"],
  });
}

/** When it ended; one without an end is taken at its start. */
function timeOf(record: JsonObject) {
  const text = textOf(record, "end_time", "endTime", "start_time", "startTime");
  return text === undefined ? undefined : parseInstant(text);
}

/** What LangChain or OpenTelemetry put into the metadata; else the form of the model's name. */
function providerOf(record: JsonObject, model: string, context: SourceContext) {
  const metadata = unwrapJson(record.metadata);
  const attributes = isJsonObject(metadata) ? unwrapJson(metadata.attributes) : undefined;
  const word = wordIn(metadata) ?? wordIn(attributes);
  const stated = word === undefined ? undefined : providerOfWord(word, context);
  return { provider: stated ?? providerOfModel(model), stated: stated !== undefined };
}

function wordIn(value: JsonValue | undefined): string | undefined {
  return isJsonObject(value)
    ? textOf(value, "ls_provider", "gen_ai.provider.name", "gen_ai.system", "provider")
    : undefined;
}

function attributionOf(record: JsonObject) {
  const project = textOf(record, "project_id", "projectId");
  const operation = textOf(record, "name");
  return {
    ...(project !== undefined && { project }),
    ...(operation !== undefined && { operation }),
    ...(record.level === "ERROR" && { status: "error" }),
  };
}
