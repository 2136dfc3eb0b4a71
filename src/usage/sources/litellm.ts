import { parseInstant } from "../../meters/index.js";
import { Decimal, isJsonObject, type JsonObject, type JsonValue, quantityOf } from "../../money/index.js";
import { callOutcome } from "../build-event.js";
import { defineSource } from "../define-source.js";
import { describe } from "../describe.js";
import type { RecordOutcome } from "../event.js";
import type { ResponseFacts } from "../extractors/extraction.js";
import { finishExtraction } from "../extractors/finish.js";
import { addInclusive } from "../extractors/inclusive.js";
import { openaiTokens, textOf } from "../extractors/openai-tokens.js";
import { TokenReport } from "../extractors/token-report.js";
import { UsageFields } from "../extractors/usage-fields.js";
import { unwrapJson } from "../json-text.js";
import { rejected, skipped } from "../outcomes.js";
import { providerOfModel, providerOfWord } from "../provider-words.js";
import type { SourceContext } from "../source.js";

const NAME = "litellm";
const zero = Decimal.zero;

/**
 * LiteLLM's spend logs: the table's rows, or what `/spend/logs` answers. `prompt_tokens` holds cache reads and writes for
 * every provider. `spend` is LiteLLM's own estimate and no provider's cost: it is left out.
 */
export const litellmSource = defineSource({
  id: NAME,
  title: "LiteLLM spend logs (JSON, JSONL or CSV)",
  growing: false,
  shapes: ["json", "jsonl", "csv"],
  detects: (record) => "request_id" in record && "spend" in record && "endTime" in record,
  detectsHeader: (names) => names.has("request_id") && names.has("spend") && names.has("endTime"),
  open: (context) => (record) => readRow(record, context),
});

function readRow(record: JsonObject, context: SourceContext): RecordOutcome {
  if (/^true$/i.test(String(record.cache_hit))) return skipped("answered from LiteLLM's cache: no provider was called");
  const { report, facts } = readUsage(record);
  const nothing = report.problems.length === 0 && report.usage.size === 0;
  if (nothing && record.status === "failure") return skipped("a failed call, which used nothing");
  if (nothing && quantityOf(record.spend)?.isZero() === false) {
    return rejected(
      `expected usage, found none beside a spend of ${describe(record.spend)}: what the call counts is not logged`,
    );
  }
  return readCall(record, report, facts, context);
}

function readCall(
  record: JsonObject,
  report: TokenReport,
  facts: ResponseFacts,
  context: SourceContext,
): RecordOutcome {
  const word = textOf(record, "custom_llm_provider");
  const model = modelOf(record, word);
  const time = typeof record.endTime === "string" ? parseInstant(record.endTime) : undefined;
  const id = textOf(record, "request_id");
  if (id === undefined) report.problem(`request_id: expected text, found ${describe(record.request_id)}`);
  if (time === undefined) report.problem(`endTime: expected a time, found ${describe(record.endTime)}`);
  if (model === undefined) report.problem(`model: expected text, found ${describe(record.model)}`);
  const provider = word === undefined ? providerOfModel(model ?? "") : providerOfWord(word, context);
  if (provider === undefined)
    report.problem(`custom_llm_provider: unknown provider ${describe(record.custom_llm_provider)}`);
  const extracted = finishExtraction(report, { ...facts, responseId: id });
  if (provider === undefined || time === undefined || id === undefined || model === undefined) {
    return rejected(report.problems.join("; "), report.tokens);
  }
  const notes = word === undefined ? ["provider (read from the model's name)"] : [];
  return callOutcome(extracted, { source: NAME, id, time, provider, model, notes, ...attributionOf(record) });
}

/** LiteLLM's route stands before the model's own name: `azure/gpt-4o` at the provider azure. */
function modelOf(record: JsonObject, provider: string | undefined): string | undefined {
  const model = textOf(record, "model");
  const route = `${provider}/`;
  return model?.startsWith(route) === true ? model.slice(route.length) : model;
}

function readUsage(record: JsonObject): { report: TokenReport; facts: ResponseFacts } {
  const report = new TokenReport();
  const row = new UsageFields(record, "row", report);
  const metadata = unwrapJson(record.metadata);
  const details = new UsageFields(detailsOf(isJsonObject(metadata) ? metadata : {}), "metadata.usage_object", report);
  const tokens = openaiTokens(details);
  addInclusive(report, {
    ...tokens,
    input: row.quantity("prompt_tokens") ?? tokens.input,
    output: row.quantity("completion_tokens") ?? tokens.output,
    total: row.quantity("total_tokens") ?? tokens.total,
    cached: details.quantity("cache_read_input_tokens") ?? tokens.cached,
    written: writesOf(details, tokens.written?.cache_write),
  });
  const tools = details.part("server_tool_use");
  const searches = details.part("prompt_tokens_details").quantity("web_search_requests");
  report.add("web_search", tools.quantity("web_search_requests") ?? searches);
  report.add("web_fetch", tools.quantity("web_fetch_requests"));
  const facts = {
    serviceTier: details.text("service_tier"),
    speed: details.text("speed"),
    regionClass: geography(details),
  };
  details.finish();
  return { report, facts };
}

function geography(details: UsageFields): string | undefined {
  const geo = details.text("inference_geo");
  return geo === "not_available" ? undefined : geo;
}

/** The whole usage, or what of it has no column. */
function detailsOf(metadata: JsonObject): JsonValue | undefined {
  const whole = unwrapJson(metadata.usage_object);
  return isJsonObject(whole) ? whole : unwrapJson(metadata.additional_usage_values);
}

/** Cache writes, by lifetime where they are split; the total is never added to its parts. */
function writesOf(details: UsageFields, beside: Decimal | undefined): Record<string, Decimal | undefined> {
  const total = details.quantity("cache_creation_input_tokens") ?? beside ?? zero;
  const split = details.part("prompt_tokens_details").part("cache_creation_token_details");
  const minutes = split.quantity("ephemeral_5m_input_tokens") ?? zero;
  const hour = split.quantity("ephemeral_1h_input_tokens") ?? zero;
  if (!minutes.add(hour).equals(total)) return { cache_write: total };
  return { cache_write_5m: minutes, cache_write_1h: hour };
}

function attributionOf(record: JsonObject) {
  const apiKey = textOf(record, "api_key");
  const project = textOf(record, "team_id");
  const tenant = textOf(record, "end_user");
  const status = textOf(record, "status");
  return {
    ...(apiKey !== undefined && { apiKey: shortKey(apiKey) }),
    ...(project !== undefined && { project }),
    ...(tenant !== undefined && { tenant }),
    ...(status === "failure" && { status: "error" }),
  };
}

/** LiteLLM stores the SHA-256 of a key: it is shortened to the form in which our own hashes are kept. */
function shortKey(key: string): string {
  return /^[0-9a-f]{64}$/.test(key) ? `sha256:${key.slice(0, 12)}…${key.slice(-4)}` : key;
}
