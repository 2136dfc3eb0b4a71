import { didYouMean } from "../../findings/index.js";
import { mapServiceTier, PROVIDERS, type Provider, VARIANT_KEYS, type VariantKey } from "../../meters/index.js";
import { isJsonArray, isJsonNumber, type JsonObject, type JsonValue, quantityOf } from "../../money/index.js";
import { describe, quote } from "../describe.js";
import type { EventDraft, TextField } from "../draft.js";
import type { RecordOutcome } from "../event.js";
import { RecordFields } from "../fields.js";
import { accepted, rejected } from "../outcomes.js";
import type { SourceContext } from "../source.js";
import { allTokens, readMeters, wholeOutput } from "../usage-field.js";

/** Texts of the record that become a field of the event as they are; all optional. */
export const TEXT_KEYS: readonly (readonly [key: string, field: TextField])[] = [
  ["region", "region"],
  ["region_class", "regionClass"],
  ["speed", "speed"],
  ["mode", "mode"],
  ["account", "account"],
  ["project", "project"],
  ["api_key", "apiKey"],
  ["tenant", "tenant"],
  ["role", "role"],
  ["operation", "operation"],
  ["response_id", "responseId"],
  ["status", "status"],
];

/** Every key of the project's own record: contract.md, "ledger". `unknown` carries names that an import kept. */
export const RECORD_KEYS: ReadonlySet<string> = new Set([
  ...["id", "time", "provider", "model", "usage", "reasoning", "service_tier", "requests", "variant"],
  ...["provider_cost", "charged", "source", "unknown"],
  ...TEXT_KEYS.map(([key]) => key),
]);

/** One object of the project's own JSONL: exactly the documented fields, strictly typed, numbers exact. */
export function readUsageRecord(record: JsonObject, context: SourceContext, source: string): RecordOutcome {
  const fields = new RecordFields(record);
  const { problems } = fields;
  const usage = readMeters(requiredUsage(fields), problems);
  const draft: EventDraft = {
    source: fields.text("source") ?? source,
    id: fields.requiredText("id"),
    time: fields.requiredInstant("time"),
    provider: readProvider(fields, context),
    model: fields.requiredText("model"),
    serviceTier: mapServiceTier(fields.text("service_tier") ?? "standard"),
    usage,
    requests: fields.count("requests") ?? 1,
  };
  readOptional(fields, draft);
  const unknown = readUnknown(record, fields);
  if (unknown.length > 0) draft.unknown = unknown;
  if (problems.length > 0) return rejected(problems.join("; "), allTokens(usage));
  return accepted(draft);
}

function requiredUsage(fields: RecordFields): JsonObject {
  const before = fields.problems.length;
  const usage = fields.object("usage");
  if (usage !== undefined) return usage;
  if (fields.problems.length === before) {
    fields.problems.push('usage is missing: expected meters, {"uncached_input": 400, "output": 50}');
  }
  return {};
}

function readProvider(fields: RecordFields, context: SourceContext): Provider {
  const word = fields.requiredText("provider");
  const provider = word === "" ? undefined : context.providerOf(word);
  if (provider === undefined && word !== "") {
    const near = didYouMean(word, PROVIDERS) || `the providers are ${PROVIDERS.join(", ")}`;
    fields.problems.push(`unknown provider ${quote(word)}; ${near}`);
  }
  return provider ?? PROVIDERS[0];
}

function readOptional(fields: RecordFields, draft: EventDraft): void {
  for (const [key, field] of TEXT_KEYS) {
    const text = fields.text(key);
    if (text !== undefined) draft[field] = text;
  }
  readReasoning(fields, draft);
  const variant = fields.object("variant");
  if (variant !== undefined) readVariant(variant, fields, draft);
  const cost = fields.money("provider_cost");
  if (cost !== undefined) draft.providerCost = cost;
  readCharged(fields, draft);
}

/** The identity of an own record: reasoning is a part of the output (semantics section 1). */
function readReasoning(fields: RecordFields, draft: EventDraft): void {
  const reasoning = fields.quantity("reasoning");
  if (reasoning === undefined) return;
  draft.reasoning = reasoning;
  const output = wholeOutput(draft.usage);
  if (reasoning.greaterThan(output)) {
    fields.problems.push(
      `reasoning: expected at most the output of ${output}, of which it is a part, found ${reasoning}; ` +
        "this looks like output that leaves reasoning out",
    );
  }
}

function readVariant(record: JsonObject, fields: RecordFields, draft: EventDraft): void {
  const variant: Partial<Record<VariantKey, string>> = {};
  for (const key of VARIANT_KEYS) {
    const value = record[key];
    if (value === undefined || value === null) continue;
    const text = variantText(value);
    if (text === undefined) fields.problem(`variant.${key}`, "text", value);
    else variant[key] = text;
  }
  if (Object.keys(variant).length > 0) draft.variant = variant;
}

/** `steps` is written as a number as often as as text. */
function variantText(value: JsonValue): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || isJsonNumber(value) ? quantityOf(value)?.toString() : undefined;
}

function readCharged(fields: RecordFields, draft: EventDraft): void {
  const charged = fields.money("charged");
  if (charged === undefined) return;
  const stated = fields.object("charged")?.credits;
  if (stated === undefined || stated === null) {
    draft.charged = charged;
    return;
  }
  const credits = quantityOf(stated);
  if (credits === undefined) fields.problem("charged.credits", "a number", stated);
  else draft.charged = { ...charged, credits };
}

/** Names that no field of ours holds: those the record carries already, then its own unknown keys. */
function readUnknown(record: JsonObject, fields: RecordFields): string[] {
  const names: string[] = [];
  const carried = record.unknown;
  if (isJsonArray(carried) && carried.every((name) => typeof name === "string")) names.push(...carried);
  else if (carried !== undefined && carried !== null) {
    fields.problems.push(`unknown: expected a list of names, found ${describe(carried)}`);
  }
  for (const key in record) if (!RECORD_KEYS.has(key)) names.push(key);
  const variant = record.variant;
  if (typeof variant === "object" && variant !== null) {
    for (const key in variant) if (!VARIANT.has(key)) names.push(`variant.${key}`);
  }
  return names;
}

const VARIANT: ReadonlySet<string> = new Set(VARIANT_KEYS);
