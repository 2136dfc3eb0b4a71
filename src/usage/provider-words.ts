import type { Provider } from "../meters/index.js";
import type { SourceContext } from "./source.js";

/** What OpenTelemetry's `gen_ai.provider.name`, LiteLLM's `custom_llm_provider` and LangChain's `ls_provider` call them. */
const WORDS: ReadonlyMap<string, Provider> = new Map([
  ["amazon_bedrock", "bedrock"],
  ["aws.bedrock", "bedrock"],
  ["bedrock_converse", "bedrock"],
  ["az.ai.inference", "azure"],
  ["az.ai.openai", "azure"],
  ["azure.ai.inference", "azure"],
  ["azure.ai.openai", "azure"],
  ["azure_ai", "azure"],
  ["azure_openai", "azure"],
  ["azure_text", "azure"],
  ["anthropic_text", "anthropic"],
  ["codestral", "mistral"],
  ["mistral_ai", "mistral"],
  ["mistralai", "mistral"],
  ["cohere_chat", "cohere"],
  ["fireworks_ai", "fireworks"],
  ["gcp.gemini", "gemini-api"],
  ["gemini", "gemini-api"],
  ["google_genai", "gemini-api"],
  ["gcp.vertex_ai", "vertex"],
  ["google_vertexai", "vertex"],
  ["vertex_ai", "vertex"],
  ["vertex_ai_beta", "vertex"],
  ["hosted_vllm", "vllm"],
  ["ollama_chat", "ollama"],
  ["text-completion-openai", "openai"],
  ["together_ai", "together"],
  ["x_ai", "xai"],
]);

/** The provider of a word in a log, by the catalog first; letter case does not matter. */
export function providerOfWord(word: string, context: SourceContext): Provider | undefined {
  const lower = word.trim().toLowerCase();
  return context.providerOf(word) ?? context.providerOf(lower) ?? WORDS.get(lower);
}

/** The form of a model's name at its maker's own API, or at a seller whose names have a form of their own. */
const NAMES: readonly (readonly [form: RegExp, provider: Provider])[] = [
  [/^(?:[a-z]{2,6}\.)?(?:ai21|amazon|anthropic|cohere|deepseek|meta|mistral|openai|qwen|writer)\.[a-z]/, "bedrock"],
  [/^arn:aws[a-z-]*:bedrock:/, "bedrock"],
  [/^claude-[^/]+@/, "vertex"],
  [/^claude-[^/@]+$/, "anthropic"],
  [/^(?:gpt-|o\d(?:-|$)|chatgpt-|codex-|text-embedding-|dall-e-|whisper-|tts-|ft:gpt-)[^/]*$/, "openai"],
  [/^gemini-[^/]+$/, "gemini-api"],
  [/^(?:mistral|ministral|codestral|devstral|magistral|pixtral|voxtral|open-mi[sx]tral)-[^/]+$/, "mistral"],
  [/^grok-[^/]+$/, "xai"],
  [/^deepseek-(?:chat|reasoner|flash|pro)[^/]*$/, "deepseek"],
  [/^(?:command|embed|rerank)-[^/]+$/, "cohere"],
];

/** For logs that state no provider: whose name it is by its form. The event says that it was read so. */
export function providerOfModel(model: string): Provider | undefined {
  return NAMES.find(([form]) => form.test(model))?.[1];
}
