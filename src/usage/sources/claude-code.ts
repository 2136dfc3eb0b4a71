import { type Provider, parseInstant } from "../../meters/index.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../../money/index.js";
import { callOutcome } from "../build-event.js";
import { defineSource } from "../define-source.js";
import { describe } from "../describe.js";
import type { RecordOutcome } from "../event.js";
import { extractUsage } from "../extractors/index.js";
import { rejected, skipped } from "../outcomes.js";
import { providerOfModel } from "../provider-words.js";

const NAME = "claude-code";

/**
 * Claude Code's session logs. One answer is written as several lines of the same message and request, whose usage grows:
 * they have one identity, of which the ledger keeps the largest. Sub-agents (`isSidechain`) are usage like any other.
 */
export const claudeCodeSource = defineSource({
  id: NAME,
  title: "Claude Code session logs (JSONL)",
  growing: true,
  shapes: ["jsonl"],
  detects: (record) =>
    (typeof record.sessionId === "string" && (isJsonObject(record.message) || typeof record.type === "string")) ||
    (record.type === "summary" && "leafUuid" in record) ||
    (record.type === "file-history-snapshot" && "snapshot" in record),
  open: () => readLine,
});

function readLine(record: JsonObject): RecordOutcome {
  const message = record.message;
  if (!isJsonObject(message) || !isJsonObject(message.usage)) return skipped(`no usage: ${kindOf(record)}`);
  if (record.isApiErrorMessage === true) return skipped("an API error's message, which used nothing");
  if (message.model === "<synthetic>") return skipped("a synthetic message, which no model wrote");
  const time = typeof record.timestamp === "string" ? parseInstant(record.timestamp) : undefined;
  if (time === undefined) return rejected(`timestamp: expected a time, found ${describe(record.timestamp)}`);
  const { id, model } = message;
  if (typeof model !== "string") return rejected(`message.model: expected text, found ${describe(model)}`);
  const identity = identityOf(id, record);
  if (identity === undefined) return rejected("expected message.id or uuid to tell the answer by, found neither");
  const facts = { source: NAME, id: identity, time, provider: providerOf(id, model), model };
  return callOutcome(extractUsage(message, { api: "anthropic" }), facts);
}

function kindOf(record: JsonObject): string {
  return typeof record.type === "string" ? `a line of type ${describe(record.type)}` : "a line without a type";
}

/** The message and its request; a session that is continued or branched off copies both. */
function identityOf(id: JsonValue | undefined, { requestId, uuid }: JsonObject): string | undefined {
  const parts = [id, requestId].filter((part) => typeof part === "string");
  if (parts.length > 0) return parts.join(":");
  return typeof uuid === "string" ? uuid : undefined;
}

/** Bedrock and Vertex mark the ids of the messages that they serve. */
function providerOf(id: JsonValue | undefined, model: string): Provider {
  if (typeof id === "string" && id.startsWith("msg_bdrk_")) return "bedrock";
  if (typeof id === "string" && id.startsWith("msg_vrtx_")) return "vertex";
  return providerOfModel(model) ?? "anthropic";
}
