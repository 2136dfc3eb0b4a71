import type { Family } from "../../meters/index.js";
import type { Model } from "../model.js";
import type { RawModel } from "../schema/model.js";
import { type BuildContext, buildWaivers, instantOrNull, integerOrNull } from "./fields.js";

export function buildModel(raw: RawModel, family: Family, context: BuildContext): Model {
  return Object.freeze({
    id: raw.id,
    name: raw.name,
    family,
    type: raw.type,
    released: instantOrNull(raw.released),
    retired: instantOrNull(raw.retired),
    contextWindow: integerOrNull(raw.context_window),
    maxOutput: integerOrNull(raw.max_output),
    embeddingDimensions: integerOrNull(raw.embedding_dimensions),
    capabilities: Object.freeze(raw.capabilities ?? []),
    openWeights: raw.open_weights ?? false,
    tokenizer: raw.tokenizer ?? null,
    description: raw.description,
    bestFor: raw.best_for ?? null,
    qualityTier: raw.quality_tier ?? null,
    imageSizes: Object.freeze(raw.image_sizes ?? []),
    sortOrder: integerOrNull(raw.sort_order),
    waivers: buildWaivers(raw.waivers, context),
    position: context.source.of(raw),
  });
}
