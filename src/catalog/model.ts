import type { Position } from "../findings/index.js";
import type { Family, Instant } from "../meters/index.js";
import type { Waiver } from "./waiver.js";

/** What a model does; each has its own defaults in policy.yaml and its own plausible meters. */
export const MODEL_TYPES = [
  "text",
  "embedding",
  "image",
  "video",
  "speech",
  "transcription",
  "realtime",
  "rerank",
  "ocr",
  "moderation",
  "music",
] as const;
export type ModelType = (typeof MODEL_TYPES)[number];

export const CAPABILITIES = [
  "audio_input",
  "audio_output",
  "batch",
  "code_execution",
  "computer_use",
  "file_search",
  "fine_tuning",
  "image_input",
  "image_output",
  "json_mode",
  "pdf_input",
  "prompt_caching",
  "reasoning",
  "streaming",
  "structured_output",
  "tool_calling",
  "video_input",
  "video_output",
  "web_search",
] as const;
export type Capability = (typeof CAPABILITIES)[number];

export const QUALITY_TIERS = ["frontier", "strong", "balanced", "fast", "legacy"] as const;
export type QualityTier = (typeof QUALITY_TIERS)[number];

/** What belongs to a model wherever it is served. `null` is unknown, never 0. */
export interface Model {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly type: ModelType;
  readonly released: Instant | null;
  readonly retired: Instant | null;
  /** Tokens. */
  readonly contextWindow: number | null;
  /** Tokens. */
  readonly maxOutput: number | null;
  /** Length of the vector of an embedding model. */
  readonly embeddingDimensions: number | null;
  readonly capabilities: readonly Capability[];
  readonly openWeights: boolean;
  /** `public` where the vendor publishes the tokenizer: the encoding's name; else null, and counts are approximate. */
  readonly tokenizer: string | null;
  readonly description: string;
  readonly bestFor: string | null;
  readonly qualityTier: QualityTier | null;
  /** Valid `size` values of an image model, in the vendor's words. */
  readonly imageSizes: readonly string[];
  /** Lower comes first in lists; models without one come after, by name. */
  readonly sortOrder: number | null;
  readonly waivers: readonly Waiver[];
  readonly position: Position;
}
