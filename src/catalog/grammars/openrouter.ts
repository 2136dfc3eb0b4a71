import type { Conditions } from "../../meters/index.js";
import type { Grammar } from "./grammar.js";

/**
 * The suffixes that OpenRouter lets one add to any model. Those that only choose a route or add a tool leave the price list
 * of the model as it is. Source: https://openrouter.ai/docs/guides/routing/model-variants
 */
const VARIANTS: Readonly<Record<string, Conditions>> = {
  free: { service_tier: "free" },
  thinking: { mode: "thinking" },
  nitro: {},
  floor: {},
  exacto: {},
  online: {},
};

export const openrouter: Grammar = (name) => {
  const match = /^(.+):([a-z]+)$/.exec(name);
  const [, base, variant] = match ?? [];
  if (base === undefined || variant === undefined || !Object.hasOwn(VARIANTS, variant)) return [];
  return [{ name: base, lifted: VARIANTS[variant] ?? {} }];
};
