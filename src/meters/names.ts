/** Whose invoice carries the charge. Closed: a new seller is a catalog file and an entry here. */
export const PROVIDERS = [
  "openai",
  "anthropic",
  "gemini-api",
  "vertex",
  "bedrock",
  "azure",
  "mistral",
  "xai",
  "groq",
  "deepseek",
  "cohere",
  "runware",
  "openrouter",
  "together",
  "fireworks",
  "cerebras",
  "perplexity",
  "moonshot",
  "zai",
  "minimax",
  "voyage",
  "ollama",
  "vllm",
] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Who made the model, wherever it is served. Closed, as providers are. */
export const FAMILIES = [
  "openai",
  "anthropic",
  "google",
  "amazon",
  "meta",
  "mistral",
  "xai",
  "deepseek",
  "cohere",
  "microsoft",
  "qwen",
  "moonshot",
  "zai",
  "minimax",
  "nvidia",
  "writer",
  "ai21",
  "stability",
  "black-forest-labs",
  "ideogram",
  "bytedance",
  "kling",
  "runware",
  "twelvelabs",
  "luma",
  "perplexity",
  "voyage",
  "other",
] as const;
export type Family = (typeof FAMILIES)[number];

const providers: ReadonlySet<string> = new Set(PROVIDERS);
const families: ReadonlySet<string> = new Set(FAMILIES);

export function isProvider(name: string): name is Provider {
  return providers.has(name);
}

export function isFamily(name: string): name is Family {
  return families.has(name);
}
