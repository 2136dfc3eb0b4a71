import type { Conditions } from "../../meters/index.js";
import type { Grammar, LiftedName } from "./grammar.js";

const TIER_PREFIX = /^(batch api|priority|flex) \| (.+)$/;
const LONG_SUFFIX = ", long context";
const TIERS: Readonly<Record<string, string>> = { "batch api": "batch", priority: "priority", flex: "flex" };

/**
 * What the line items of OpenAI's invoices put around a model (`batch api | `, `, long context`), the underscore that they
 * write for a point (`gpt-5_1-2025-11-13`), and fine-tuned models: `ft:BASE:ORG:…` and `ft-BASE` are the fine-tuning offer of
 * the base, whose training and use cost the same for everyone.
 */
export const openai: Grammar = (name) => {
  const lifted: Record<string, string> = {};
  let rest = name;
  const [, tier, behind] = TIER_PREFIX.exec(rest) ?? [];
  if (tier !== undefined && behind !== undefined) {
    lifted.service_tier = TIERS[tier] ?? tier;
    rest = behind;
  }
  if (rest.endsWith(LONG_SUFFIX)) {
    lifted.context = "long";
    rest = rest.slice(0, -LONG_SUFFIX.length);
  }
  return spellings(rest, lifted).filter((reading) => reading.name !== name);
};

function spellings(name: string, lifted: Conditions): LiftedName[] {
  const dotted = name.replace(/(?<=\d)_(?=\d)/g, ".");
  const names = new Set([name, dotted, ...fineTuned(dotted)]);
  return [...names].map((each) => ({ name: each, lifted }));
}

/** `ft:gpt-4o-2024-08-06:acme::B1x` → `ft:gpt-4o-2024-08-06`, `ft-gpt-4o-2024-08-06`. */
function fineTuned(name: string): string[] {
  const base = /^ft[:-]([^:]+)/.exec(name)?.[1];
  return base === undefined ? [] : [`ft:${base}`, `ft-${base}`];
}
