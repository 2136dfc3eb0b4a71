import * as z from "zod";
import { FAMILIES } from "../../meters/index.js";
import { CAPABILITIES, MODEL_TYPES, QUALITY_TIERS } from "../model.js";
import { object } from "./object.js";
import { day, text, truth, whole } from "./scalars.js";
import { waivers } from "./shared.js";

const model = object({
  id: text,
  name: text,
  type: z.enum(MODEL_TYPES),
  released: day.optional(),
  retired: day.optional(),
  context_window: whole.optional(),
  max_output: whole.optional(),
  embedding_dimensions: whole.optional(),
  capabilities: z.array(z.enum(CAPABILITIES)).optional(),
  open_weights: truth.optional(),
  tokenizer: text.optional(),
  description: text,
  best_for: text.optional(),
  quality_tier: z.enum(QUALITY_TIERS).optional(),
  image_sizes: z.array(text).optional(),
  sort_order: whole.optional(),
  waivers,
});
export type RawModel = z.infer<typeof model>;

/** models/*.yaml, of a catalog and of an overlay alike: a model is always described whole. */
export const modelFile = object({ family: z.enum(FAMILIES), models: z.array(model) });
