/** Vendor words are mapped to these at the door; a word that maps to none is kept as it came and is unpriced. */
export const SERVICE_TIERS = ["standard", "batch", "flex", "priority", "reserved", "free"] as const;
export type ServiceTier = (typeof SERVICE_TIERS)[number];

export const SPEEDS = ["standard", "fast"] as const;
export const MODES = ["thinking", "non_thinking"] as const;

/** The keys of an event's `variant`; each is a dimension of its own in a price rule. */
export const VARIANT_KEYS = ["size", "quality", "resolution", "steps", "search_context"] as const;
export type VariantKey = (typeof VARIANT_KEYS)[number];

/** Everything that a price rule's `when` can name. `time_window` comes from a calendar, `context` from the input's size. */
export const DIMENSIONS = [
  "service_tier",
  "context",
  "region_class",
  "speed",
  "mode",
  "time_window",
  ...VARIANT_KEYS,
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** One value a dimension; an absent dimension has its default, or none. */
export type Conditions = Readonly<Partial<Record<Dimension, string>>>;

/** The value of a dimension that nothing states. The provider gives region_class, the calendar time_window. */
export const DEFAULT_VALUES: Conditions = {
  service_tier: "standard",
  context: "short",
  speed: "standard",
  mode: "non_thinking",
};

/** The words vendors use for a service tier, in lower case. Sources: OpenAI, Anthropic, Google and AWS API references. */
const TIER_WORDS: ReadonlyMap<string, ServiceTier> = new Map([
  ["standard", "standard"],
  ["default", "standard"],
  ["on_demand", "standard"],
  ["on-demand", "standard"],
  ["ondemand", "standard"],
  ["batch", "batch"],
  ["batch api", "batch"],
  ["flex", "flex"],
  ["flex_discount", "flex"],
  ["priority", "priority"],
  ["priority_on_demand", "priority"],
  ["reserved", "reserved"],
  ["provisioned", "reserved"],
  ["free", "free"],
  ["incentivized-tier", "free"],
]);

/** The tier of a vendor's word; a word that is not known comes back as it is, so that it stays visible and unpriced. */
export function mapServiceTier(word: string): string {
  return TIER_WORDS.get(word.trim().toLowerCase()) ?? word;
}

export function isServiceTier(word: string): word is ServiceTier {
  return (SERVICE_TIERS as readonly string[]).includes(word);
}
