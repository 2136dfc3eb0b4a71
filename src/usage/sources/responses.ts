import { didYouMean } from "../../findings/index.js";
import { type Instant, PROVIDERS, type Provider, parseInstant } from "../../meters/index.js";
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, quantityOf } from "../../money/index.js";
import { callOutcome } from "../build-event.js";
import { defineSource } from "../define-source.js";
import { describe, quote } from "../describe.js";
import type { RecordOutcome } from "../event.js";
import { API_FLAVORS, type ApiFlavor, type Extracted } from "../extractors/extraction.js";
import { detectApi, extractStreamUsage, extractUsage } from "../extractors/index.js";
import { textOf } from "../extractors/openai-tokens.js";
import { rejected, skipped } from "../outcomes.js";
import { providerOfWord } from "../provider-words.js";
import type { SourceContext } from "../source.js";
import { unwrapBatchLine } from "./batch-output.js";
import { apiOfResponse, apiOfStream, providerOfResponse } from "./response-api.js";
import { TEXT_KEYS } from "./usage-record.js";

const NAME = "responses";

/**
 * Responses as providers sent them, each with what its log knows: `{"provider", "time", "response"}`, or `"stream"` with
 * the list of its events, beside `id`, `api`, `model`, `headers` and the attribution of a usage record. A bare response
 * is read where its shape tells the provider and it states a time. Lines of a batch's output file are unwrapped.
 */
export const responsesSource = defineSource({
  id: NAME,
  title: "Provider responses as received (JSONL)",
  growing: false,
  shapes: ["jsonl", "json"],
  detects: (record) =>
    isJsonObject(record.response) ||
    isJsonArray(record.stream) ||
    unwrapBatchLine(record) !== undefined ||
    detectApi(record) !== undefined,
  open: (context) => (record) => readLine(record, context),
});

const KEYS = new Set([
  ...["provider", "time", "response", "stream", "id", "api", "model", "headers", "source", "service_tier"],
  ...TEXT_KEYS.map(([key]) => key),
]);

function readLine(record: JsonObject, context: SourceContext): RecordOutcome {
  const line = unwrapBatchLine(record);
  if (line === undefined) return readResponse(record, context);
  return "failed" in line ? skipped(line.failed) : readResponse(line.record, context);
}

function readResponse(record: JsonObject, context: SourceContext): RecordOutcome {
  const wrapped = isJsonObject(record.response) || isJsonArray(record.stream);
  const wrapper = wrapped ? record : {};
  const response = wrapped ? record.response : record;
  const body = isJsonObject(response) ? response : {};
  if (isJsonObject(body.error) && !("usage" in body)) return skipped("an error response, which used nothing");
  const word = textOf(wrapper, "provider");
  const provider = word === undefined ? providerOfResponse(body) : providerOfWord(word, context);
  if (provider === undefined) return rejected(unknownProvider(word));
  const stated = textOf(wrapper, "api");
  const api =
    stated ?? (isJsonArray(record.stream) ? apiOfStream(record.stream, provider) : apiOfResponse(body, provider));
  if (!isApi(api)) return rejected(`api: expected one of ${API_FLAVORS.join(", ")}, found ${quote(api)}`);
  const extracted = extract(record, body, api);
  if ("error" in extracted) return rejected(extracted.error, extracted.tokens);
  const time = timeOf(wrapper, body);
  const id = textOf(wrapper, "id") ?? extracted.responseId;
  const model = modelOf(textOf(wrapper, "model"), extracted.model, provider);
  if (typeof time !== "number") return rejected(time ?? missing("time", "2026-10-03T12:34:56Z"));
  if (id === undefined) return rejected(missing("id", "req_1"));
  if (model === undefined) return rejected(missing("model", "gpt-5.4"));
  // The log's tier first: nobody but the caller knows that a response came out of a batch.
  const serviceTier = textOf(wrapper, "service_tier") ?? extracted.serviceTier;
  return callOutcome(serviceTier === undefined ? extracted : { ...extracted, serviceTier }, {
    ...{ source: textOf(wrapper, "source") ?? NAME, id, time, provider, model, ...attributionOf(wrapper) },
    notes: Object.keys(wrapper).filter((key) => !KEYS.has(key)),
  });
}

function extract(record: JsonObject, body: JsonObject, api: ApiFlavor): Extracted {
  const options = isJsonObject(record.headers) ? { api, headers: lowerKeys(record.headers) } : { api };
  return isJsonArray(record.stream) ? extractStreamUsage(record.stream, options) : extractUsage(body, options);
}

function lowerKeys(headers: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function isApi(name: string): name is ApiFlavor {
  return (API_FLAVORS as readonly string[]).includes(name);
}

function unknownProvider(word: string | undefined): string {
  if (word === undefined) return missing("provider", "openai");
  return `unknown provider ${quote(word)}; ${didYouMean(word, PROVIDERS) || `the providers are ${PROVIDERS.join(", ")}`}`;
}

function missing(key: string, example: string): string {
  return `the response does not state its ${key}: expected {"${key}": "${example}", …, "response": {…}}, found nothing; add ${key} to the line`;
}

/** The response's own name, which a deployment's stands for; but Bedrock's, since a body there has its maker's name. */
function modelOf(stated: string | undefined, own: string | undefined, provider: Provider): string | undefined {
  return provider === "bedrock" ? (stated ?? own) : (own ?? stated);
}

/** The log's time, else the one that the response states of itself: when it completed, where it says so. */
function timeOf(wrapper: JsonObject, response: JsonObject): Instant | string | undefined {
  const { completed_at, createTime, created, created_at } = response;
  const stated = [wrapper.time, completed_at, createTime, created, created_at].find(
    (value) => value !== undefined && value !== null,
  );
  if (stated === undefined) return undefined;
  return instantOf(stated) ?? `time: expected a time such as 2026-10-03T12:34:56Z, found ${describe(stated)}`;
}

/** Text, or seconds since 1970. */
function instantOf(value: JsonValue): Instant | undefined {
  if (typeof value === "string") return parseInstant(value);
  const seconds = quantityOf(value);
  if (seconds === undefined || seconds.sign() <= 0) return undefined;
  const at = Math.floor(Number(seconds.toString()) * 1000);
  return Number.isSafeInteger(at) ? at : undefined;
}

function attributionOf(wrapper: JsonObject) {
  const texts = TEXT_KEYS.map(([key, field]) => [field, textOf(wrapper, key)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}
