import { isJsonObject, type JsonObject } from "../../money/index.js";
import type { Extractor } from "./extraction.js";
import { textOf } from "./openai-tokens.js";
import { UsageFields } from "./usage-fields.js";

/** Cohere: what is billed stands in `billed_units`, under `usage` (v2) or `meta` (v1); `tokens` counts the template too. */
export const cohere: Extractor = {
  api: "cohere",
  detects: (response) => billedOwner(response) !== undefined,
  read(response, report) {
    const owner = new UsageFields(billedOwner(response), "usage", report);
    const billed = owner.part("billed_units");
    if (!billed.stated) report.problem("expected usage.billed_units or meta.billed_units, found neither");
    owner.ignore("tokens", "api_version", "warnings");
    report.add("uncached_input", billed.quantity("input_tokens"));
    report.add("output", billed.quantity("output_tokens"));
    report.add("search_unit", billed.quantity("search_units"));
    report.add("embedding_image", billed.quantity("images"));
    report.add("uncached_input_image", billed.quantity("image_tokens"));
    owner.noteUnlessZero("cached_tokens");
    billed.noteUnlessZero("classifications");
    owner.finish();
    return { model: textOf(response, "model"), responseId: textOf(response, "id", "generation_id", "response_id") };
  },
  fold: foldCohere,
};

function billedOwner(response: JsonObject): JsonObject | undefined {
  return [response.usage, response.meta].filter(isJsonObject).find((owner) => isJsonObject(owner.billed_units));
}

/** The last event of a stream: v2 `message-end` with `delta.usage`, v1 `stream-end` with the whole response. */
function foldCohere(events: readonly JsonObject[]): JsonObject | undefined {
  const start = events.find((event) => event.type === "message-start");
  for (const event of events.toReversed()) {
    if (isJsonObject(event.response) && billedOwner(event.response)) return event.response;
    if (isJsonObject(event.delta) && billedOwner(event.delta)) return { ...start, ...event.delta };
  }
  return undefined;
}
