import { isJsonObject, type JsonObject } from "../../money/index.js";
import type { Extractor } from "./extraction.js";
import { readOpenaiUsage, textOf } from "./openai-tokens.js";
import type { TokenReport } from "./token-report.js";
import { UsageFields } from "./usage-fields.js";

/** OpenAI transcription, translation and realtime: usage in tokens, or in seconds of audio (`type: duration`). */
export const openaiAudio: Extractor = {
  api: "openai-audio",
  detects: (response) => "text" in response && isJsonObject(response.usage) && "type" in response.usage,
  read(response, report) {
    const usage = new UsageFields(response.usage, "usage", report);
    if (usage.text("type") === "duration") readSeconds(usage, report);
    else readOpenaiUsage(usage, report);
    return { model: textOf(response, "model"), responseId: textOf(response, "id") };
  },
  fold: (events) => events.map(realtimeResponse).findLast((event) => isJsonObject(event.usage)),
};

function readSeconds(usage: UsageFields, report: TokenReport): void {
  const seconds = usage.quantity("seconds");
  if (seconds === undefined) report.problem("usage.seconds: expected the seconds of audio, found none");
  report.add("audio_second", seconds);
  usage.finish();
}

/** Realtime's `response.done` holds the response; a transcription's last event is the usage's owner itself. */
function realtimeResponse(event: JsonObject): JsonObject {
  return isJsonObject(event.response) ? event.response : event;
}
