import type { Usage, VariantKey } from "../../meters/index.js";
import type { Decimal, JsonObject, Money } from "../../money/index.js";
import type { TokenReport } from "./token-report.js";

/** The APIs whose responses state usage each in a way of its own. */
export const API_FLAVORS = [
  "openai-chat",
  "openai-responses",
  "openai-images",
  "openai-audio",
  "openai-compatible",
  "anthropic",
  "bedrock-converse",
  "bedrock-invoke",
  "gemini",
  "mistral",
  "xai",
  "groq",
  "deepseek",
  "cohere",
  "openrouter",
] as const;
export type ApiFlavor = (typeof API_FLAVORS)[number];

/** One response's usage in disjoint meters, with what else it states of itself. */
export interface Extraction {
  readonly usage: Usage;
  /** Of the output; a memo. */
  readonly reasoning?: Decimal;
  readonly model?: string;
  /** The tier that the response says it was served at, in the vendor's word. */
  readonly serviceTier?: string;
  readonly regionClass?: string;
  readonly speed?: string;
  readonly variant?: Readonly<Partial<Record<VariantKey, string>>>;
  readonly responseId?: string;
  readonly providerCost?: Money;
  /** Usage fields that no meter of ours holds, by path. */
  readonly unknown: readonly string[];
}

/** Why a response's usage cannot be taken; `tokens` is what it states in all, where that can be read. */
export interface ExtractionError {
  readonly error: string;
  readonly tokens?: Decimal;
}

export type Extracted = Extraction | ExtractionError;

export interface ExtractOptions {
  readonly api: ApiFlavor;
  /** Response headers, names in lower case: Bedrock's InvokeModel states its counts there. */
  readonly headers?: JsonObject;
}

/** What an extractor finds beside the tokens; fields that the response does not state stay undefined. */
export interface ResponseFacts {
  model?: string | undefined;
  serviceTier?: string | undefined;
  regionClass?: string | undefined;
  speed?: string | undefined;
  variant?: Partial<Record<VariantKey, string>> | undefined;
  responseId?: string | undefined;
  providerCost?: Money | undefined;
}

/** How one API states usage. One file each, and one entry in the list of index.ts. */
export interface Extractor {
  readonly api: ApiFlavor;
  /** Whether a bare response is this API's by its shape alone. */
  detects(response: JsonObject): boolean;
  /** Puts the usage into the report and returns the other facts. */
  read(response: JsonObject, report: TokenReport, options: ExtractOptions): ResponseFacts;
  /** The events of a stream as one response, so that nothing is counted twice; undefined when none states usage. */
  fold(events: readonly JsonObject[]): JsonObject | undefined;
}
