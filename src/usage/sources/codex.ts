import { type Provider, parseInstant } from "../../meters/index.js";
import { isJsonObject, type JsonObject } from "../../money/index.js";
import { callOutcome } from "../build-event.js";
import { defineSource } from "../define-source.js";
import { describe } from "../describe.js";
import type { RecordOutcome } from "../event.js";
import { finishExtraction } from "../extractors/finish.js";
import { addInclusive } from "../extractors/inclusive.js";
import { textOf } from "../extractors/openai-tokens.js";
import { TokenReport } from "../extractors/token-report.js";
import { UsageFields } from "../extractors/usage-fields.js";
import { skipped } from "../outcomes.js";
import { providerOfWord } from "../provider-words.js";
import type { SourceContext } from "../source.js";

const NAME = "codex";
const TYPES = new Set(["session_meta", "turn_context", "event_msg", "response_item", "compacted"]);

/**
 * Codex session logs. The model stands in the turn's context, the usage in `token_count` events, which state the last
 * call and the session's sum so far: the sum is never added, and an event that repeats it is no call.
 */
export const codexSource = defineSource({
  id: NAME,
  title: "Codex session logs (JSONL)",
  growing: true,
  shapes: ["jsonl"],
  detects: (record) => typeof record.type === "string" && TYPES.has(record.type) && isJsonObject(record.payload),
  open(context) {
    const session: Session = { id: undefined, provider: "openai", model: undefined, calls: 0, sum: undefined };
    return (record) => readLine(record, session, context);
  },
});

/** What a file's earlier lines say of the later ones. */
interface Session {
  id: string | undefined;
  provider: Provider;
  model: string | undefined;
  /** Calls so far: with the session's id, the identity of a call, since a log only ever grows. */
  calls: number;
  /** `total_token_usage` of the last call, as text. */
  sum: string | undefined;
}

function readLine(record: JsonObject, session: Session, context: SourceContext): RecordOutcome {
  const payload = isJsonObject(record.payload) ? record.payload : {};
  if (record.type === "session_meta") return readSession(payload, session, context);
  if (record.type === "turn_context") {
    session.model = textOf(payload, "model") ?? session.model;
    return skipped("a turn's context: it names the model of the calls after it");
  }
  if (record.type !== "event_msg" || payload.type !== "token_count") return skipped("no usage: no token_count event");
  if (!isJsonObject(payload.info)) return skipped("a token_count event that states limits alone");
  return readCall(record, payload.info, session);
}

/** A session that was branched off repeats the session before it: the first line names the file's own. */
function readSession(payload: JsonObject, session: Session, context: SourceContext): RecordOutcome {
  const provider = textOf(payload, "model_provider");
  session.id ??= textOf(payload, "id");
  session.provider = (provider === undefined ? undefined : providerOfWord(provider, context)) ?? session.provider;
  return skipped("the session's own record: it names the calls after it");
}

function readCall(record: JsonObject, info: JsonObject, session: Session): RecordOutcome {
  const sum = isJsonObject(info.total_token_usage) ? JSON.stringify(info.total_token_usage) : undefined;
  if (sum !== undefined && sum === session.sum)
    return skipped("a token_count event repeated: the session's sum did not grow");
  session.sum = sum;
  session.calls += 1;
  const report = readTokens(info);
  const time = typeof record.timestamp === "string" ? parseInstant(record.timestamp) : undefined;
  if (time === undefined) report.problem(`timestamp: expected a time, found ${describe(record.timestamp)}`);
  if (session.model === undefined) report.problem("no turn_context before it states the model; import the whole file");
  if (session.id === undefined) report.problem("no session_meta before it states the session; import the whole file");
  const { provider, model = "", id = "" } = session;
  const facts = { source: NAME, id: `${id}:${session.calls}`, time: time ?? 0, provider, model };
  return callOutcome(finishExtraction(report), facts);
}

/** OpenAI's way of counting: input holds cached and cache-written tokens, output holds reasoning. */
function readTokens(info: JsonObject): TokenReport {
  const report = new TokenReport();
  const usage = new UsageFields(info.last_token_usage, "last_token_usage", report);
  if (!usage.stated) report.problem("last_token_usage: expected the usage of the last call, found none");
  addInclusive(report, {
    input: usage.quantity("input_tokens"),
    cached: usage.quantity("cached_input_tokens"),
    written: { cache_write: usage.quantity("cache_write_input_tokens", "cache_creation_input_tokens") },
    output: usage.quantity("output_tokens"),
    reasoning: usage.quantity("reasoning_output_tokens"),
    total: usage.quantity("total_tokens"),
  });
  usage.finish();
  return report;
}
