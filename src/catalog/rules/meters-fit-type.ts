import { isTokenMeter, type Meter } from "../../meters/index.js";
import type { ModelType } from "../model.js";
import type { PriceKey } from "../price-set.js";
import { eachSet, statedRates } from "./each.js";
import type { Rule } from "./rule.js";

/** Fees that any model's offer may carry: tools, storage, training, capacity by time. */
const FOR_ALL: readonly string[] = [
  "request",
  "web_search",
  "web_fetch",
  "file_search",
  "code_session",
  "code_second",
  "output_citation",
  "unit_second",
  "session_second",
  "cache_storage_token_second",
  "storage_gib_second",
  "training_token",
  "training_second",
];

/** Beside those and tokens, what each type is metered in. */
const BY_TYPE: Readonly<Record<ModelType, readonly string[]>> = {
  text: [],
  embedding: ["embedding_image", "image", "character", "page", "audio_second", "video_second"],
  image: ["image", "megapixel"],
  video: ["video_second", "image", "megapixel", "audio_second"],
  speech: ["character", "audio_second"],
  transcription: ["audio_second"],
  realtime: ["audio_second", "video_second", "character"],
  rerank: ["search_unit"],
  ocr: ["page", "page_annotated"],
  moderation: ["image"],
  music: ["audio_second", "character"],
};

export const metersFitType: Rule = {
  id: "meters-fit-type",
  refs: ["R23"],
  severity: "error",
  summary: "A price is per a unit that a model of this type is not metered in (an image price on a text model).",
  remedy: "use the meter that the source names, or correct the model's type",
  *check(catalog) {
    for (const { set, model, subject } of eachSet(catalog)) {
      if (model === undefined) continue;
      for (const { rates } of statedRates(set)) {
        for (const [key, rate] of rates) {
          if (fits(key, model.type)) continue;
          const message = `${key} has a rate, which no ${model.type} model is metered in`;
          yield { subject, position: rate.position, message, value: key };
        }
      }
    }
  },
};

function fits(key: PriceKey, type: ModelType): boolean {
  if (key === "output_reasoning") return type === "text" || type === "image";
  if (isTokenMeter(key)) return type !== "embedding" || !isOutput(key);
  return FOR_ALL.includes(key) || BY_TYPE[type].includes(key);
}

function isOutput(key: Meter): boolean {
  return key.startsWith("output");
}
