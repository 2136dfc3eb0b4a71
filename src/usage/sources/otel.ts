import type { Instant } from "../../meters/index.js";
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, quantityOf } from "../../money/index.js";
import { callOutcome } from "../build-event.js";
import { defineSource } from "../define-source.js";
import { describe } from "../describe.js";
import type { RecordOutcome } from "../event.js";
import { finishExtraction } from "../extractors/finish.js";
import { addInclusive } from "../extractors/inclusive.js";
import { textOf } from "../extractors/openai-tokens.js";
import { TokenReport } from "../extractors/token-report.js";
import { UsageFields } from "../extractors/usage-fields.js";
import { rejected, skipped } from "../outcomes.js";
import { providerOfModel, providerOfWord } from "../provider-words.js";
import type { SourceContext } from "../source.js";

const NAME = "otel";

/**
 * OpenTelemetry GenAI spans as OTLP JSON, as collectors write them and SDKs post them; each span is a record. Input holds
 * cached tokens, output holds reasoning. https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/
 */
export const otelSource = defineSource({
  id: NAME,
  title: "OpenTelemetry GenAI spans (OTLP JSON)",
  growing: false,
  shapes: ["jsonl", "json"],
  detects: (record) => "resourceSpans" in record,
  open: (context) => (document) => readDocument(document, context),
});

function readDocument(document: JsonObject, context: SourceContext): RecordOutcome[] {
  if (!("resourceSpans" in document)) return [skipped("no spans: another signal of OpenTelemetry")];
  const outcomes = objects(document.resourceSpans).flatMap((group) => {
    const resource = isJsonObject(group.resource) ? attributesOf(group.resource) : {};
    const spans = objects(group.scopeSpans).flatMap((scope) => objects(scope.spans));
    return spans.map((span) => readSpan(span, attributesOf(span), resource, context));
  });
  return outcomes.length === 0 ? [skipped("an export without spans")] : outcomes;
}

function objects(value: JsonValue | undefined): JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

/** `[{key, value: {stringValue}}]` as an object; 64-bit integers come as text. */
function attributesOf(owner: JsonObject): JsonObject {
  const attributes: [string, JsonValue][] = [];
  for (const { key, value } of objects(owner.attributes)) {
    const stated = isJsonObject(value) ? Object.values(value)[0] : undefined;
    if (typeof key === "string" && stated !== undefined) attributes.push([key, stated]);
  }
  return Object.fromEntries(attributes);
}

/** Spans of an agent, a workflow or a tool repeat the usage of the model calls inside them. */
const SUMS = new Set(["create_agent", "invoke_agent", "invoke_workflow", "execute_tool"]);

function readSpan(
  span: JsonObject,
  attributes: JsonObject,
  resource: JsonObject,
  context: SourceContext,
): RecordOutcome {
  const operation = textOf(attributes, "gen_ai.operation.name");
  if (operation !== undefined && SUMS.has(operation))
    return skipped(`a span of ${operation}: its model calls have their own`);
  const report = readTokens(attributes);
  if (report === undefined) return skipped("no usage: no span of a model call");
  const model = textOf(attributes, "gen_ai.response.model", "gen_ai.request.model");
  if (model === undefined) report.problem("expected gen_ai.response.model or gen_ai.request.model, found neither");
  const time = instantOf(span.endTimeUnixNano);
  if (time === undefined) {
    report.problem(`endTimeUnixNano: expected nanoseconds since 1970, found ${describe(span.endTimeUnixNano)}`);
  }
  const id = [span.traceId, span.spanId].filter((part) => typeof part === "string" && part !== "");
  if (id.length < 2) report.problem("expected traceId and spanId to tell the span by");
  const word = textOf(attributes, "gen_ai.provider.name", "gen_ai.system");
  const provider = word === undefined ? providerOfModel(model ?? "") : providerOfWord(word, context);
  if (provider === undefined) return rejected(unknownProvider(word), report.tokens);
  return callOutcome(finishExtraction(report, serverFacts(attributes)), {
    ...{ source: NAME, id: id.join(":"), time: time ?? 0, provider, model: model ?? "" },
    ...attributionOf(span, attributes, resource),
    notes: word === undefined ? ["provider (read from the model's name)"] : [],
  });
}

function unknownProvider(word: string | undefined): string {
  return word === undefined
    ? "expected gen_ai.provider.name or gen_ai.system, found neither"
    : `gen_ai.provider.name: unknown provider ${describe(word)}; add it to also_known_as of its catalog file`;
}

const USAGE = "gen_ai.usage.";

/** Undefined for a span that states no usage. Conventions of before 2025 and of OpenLLMetry are read too. */
function readTokens(attributes: JsonObject): TokenReport | undefined {
  const stated = Object.entries(attributes).filter(([name]) => name.startsWith(USAGE));
  if (stated.length === 0) return undefined;
  const report = new TokenReport();
  const usage = new UsageFields(
    Object.fromEntries(stated.map(([name, value]) => [name.slice(USAGE.length), value])),
    "gen_ai.usage",
    report,
  );
  addInclusive(report, {
    input: usage.quantity("input_tokens", "prompt_tokens"),
    cached: usage.quantity("cache_read.input_tokens", "cache_read_input_tokens", "input_tokens.cached"),
    written: {
      cache_write: usage.quantity(
        "cache_creation.input_tokens",
        "cache_creation_input_tokens",
        "input_tokens.cache_write",
      ),
    },
    output: usage.quantity("output_tokens", "completion_tokens"),
    reasoning: usage.quantity("reasoning.output_tokens", "reasoning_tokens", "output_tokens.reasoning"),
    total: usage.quantity("total_tokens") ?? quantityOf(attributes["llm.usage.total_tokens"]),
  });
  usage.finish();
  return report;
}

function serverFacts(attributes: JsonObject) {
  return {
    serviceTier: textOf(attributes, "openai.response.service_tier", "gen_ai.openai.response.service_tier"),
    responseId: textOf(attributes, "gen_ai.response.id"),
  };
}

function attributionOf(span: JsonObject, attributes: JsonObject, resource: JsonObject) {
  const project = textOf(resource, "service.name");
  const role = textOf(attributes, "gen_ai.agent.name");
  const status = isJsonObject(span.status) ? span.status.code : undefined;
  const failed = status === "STATUS_CODE_ERROR" || quantityOf(status)?.toString() === "2";
  return {
    ...(project !== undefined && { project }),
    ...(role !== undefined && { role }),
    ...(failed && { status: "error" }),
  };
}

/** Nanoseconds since 1970, as text or a number, cut to milliseconds. */
function instantOf(nanoseconds: JsonValue | undefined): Instant | undefined {
  const stated = quantityOf(nanoseconds);
  if (stated === undefined || !stated.isInteger() || stated.sign() <= 0) return undefined;
  return Number(BigInt(stated.toString()) / 1_000_000n);
}
