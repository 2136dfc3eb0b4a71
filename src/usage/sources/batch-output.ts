import { isJsonObject, type JsonObject } from "../../money/index.js";
import { textOf } from "../extractors/openai-tokens.js";

/** A line of a batch's output file, as the record that a log of responses would hold; or why it used nothing. */
export type BatchLine = { readonly record: JsonObject } | { readonly failed: string };

/**
 * Takes a line out of the wrapping of the batch file that it stands in; undefined for what is no such line. The tier is
 * batch whatever the response says, since some vendors repeat that of the model there.
 */
export function unwrapBatchLine(record: JsonObject): BatchLine | undefined {
  for (const unwrap of WRAPPINGS) {
    const line = unwrap(record);
    if (line !== undefined) return line;
  }
  return undefined;
}

type Unwrap = (record: JsonObject) => BatchLine | undefined;

const FAILED = "a request of a batch that failed, which used nothing";

/** OpenAI, Azure, Groq, Mistral: https://platform.openai.com/docs/api-reference/batch/request-output */
const openaiBatch: Unwrap = ({ response, error, custom_id, ...beside }) => {
  if (custom_id === undefined) return undefined;
  if (isJsonObject(response) && isJsonObject(response.body)) {
    const { body } = response;
    if (isJsonObject(body.error)) return { failed: FAILED };
    return batchRecord(body, beside);
  }
  return isJsonObject(error) ? { failed: FAILED } : undefined;
};

/** Anthropic's results: https://platform.claude.com/docs/en/api/messages/batches/results */
const anthropicBatch: Unwrap = ({ result, custom_id, ...beside }) => {
  if (custom_id === undefined || !isJsonObject(result)) return undefined;
  if (isJsonObject(result.message)) return batchRecord(result.message, beside);
  const outcome = textOf(result, "type");
  return outcome === undefined ? undefined : { failed: `a request of a batch that ${ENDED[outcome] ?? "failed"}` };
};

const ENDED: Readonly<Record<string, string>> = {
  canceled: "was cancelled before it ran, which used nothing",
  errored: "failed, which used nothing",
  expired: "expired before it ran, which used nothing",
};

/**
 * Gemini's results by `key`, Vertex's with `processed_time`. A log that names its provider is no batch's file.
 * https://ai.google.dev/gemini-api/docs/batch-api
 */
const googleBatch: Unwrap = ({ key, status, request, processed_time, response, error, ...beside }) => {
  const vertex = typeof processed_time === "string";
  if (!vertex && (typeof key !== "string" || "provider" in beside)) return undefined;
  if (isJsonObject(response) && ("usageMetadata" in response || "usage_metadata" in response)) {
    return batchRecord(response, vertex ? { provider: "vertex", time: processed_time, ...beside } : beside);
  }
  return isJsonObject(error) || typeof status === "string" ? { failed: FAILED } : undefined;
};

/** Bedrock's output, which states neither model nor time: https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-results.html */
const bedrockBatch: Unwrap = ({ recordId, modelInput, modelOutput, error, ...beside }) => {
  if (typeof recordId !== "string" || !isJsonObject(modelInput)) return undefined;
  if (isJsonObject(modelOutput)) return batchRecord(modelOutput, { id: recordId, provider: "bedrock", ...beside });
  return isJsonObject(error) ? { failed: FAILED } : undefined;
};

const WRAPPINGS: readonly Unwrap[] = [openaiBatch, anthropicBatch, googleBatch, bedrockBatch];

function batchRecord(response: JsonObject, beside: JsonObject): BatchLine {
  return { record: { ...beside, service_tier: "batch", response } };
}
