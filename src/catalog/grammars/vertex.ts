import type { Grammar } from "./grammar.js";
import { regionLifted } from "./grammar.js";

const RESOURCE = /^(?:projects\/[^/]+\/locations\/([^/]+)\/)?(?:publishers\/[^/]+\/)?models\/([^/]+)$/;
const PUBLISHER_AND_MODEL = /^[a-z0-9-]+\/([^/]+)$/;

/**
 * `projects/P/locations/REGION/publishers/X/models/Y` and its shorter forms, and `X/Y` of the OpenAI-compatible endpoint. A
 * version (`@001`, `@20250929`) is part of the name: it is looked up with it.
 * Source: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions
 */
export const vertex: Grammar = (name, provider) => {
  const [, region, model] = RESOURCE.exec(name) ?? [];
  if (model !== undefined) {
    return [{ name: model, lifted: region === undefined ? {} : regionLifted(region, provider) }];
  }
  const short = PUBLISHER_AND_MODEL.exec(name)?.[1];
  return short === undefined ? [] : [{ name: short, lifted: {} }];
};
