import { meter, type VariantKey } from "../../meters/index.js";
import type { LineDimensions } from "../line.js";
import { countOf, type Fields, tokenCounts } from "./openai-usage-line.js";
import { type TokenPart, tokenParts } from "./token-parts.js";

/** What a kind of result counts: its parts, or why it cannot be read; null for a kind that counts nothing comparable. */
export interface UsageKind {
  readonly parts: (fields: Fields) => readonly TokenPart[] | string;
  readonly variant: (fields: Fields) => LineDimensions["variant"];
  /** Why the kind's results are skipped; undefined where they are read. */
  readonly skip?: string;
}

/** Results of the Usage API by their `object`: https://platform.openai.com/docs/api-reference/usage. */
export const USAGE_KINDS: ReadonlyMap<string, UsageKind> = new Map(
  Object.entries({
    "organization.usage.completions.result": { parts: completions, variant: () => undefined },
    "organization.usage.embeddings.result": one("input_tokens", "uncached_input"),
    "organization.usage.moderations.result": one("input_tokens", "uncached_input"),
    "organization.usage.images.result": one("images", "image", ["size", "size"]),
    "organization.usage.audio_speeches.result": one("characters", "character"),
    "organization.usage.audio_transcriptions.result": one("seconds", "audio_second"),
    "organization.usage.code_interpreter_sessions.result": one("num_sessions", "code_session"),
    "organization.usage.file_searches.result": one("num_requests", "file_search"),
    "organization.usage.web_searches.result": one("num_requests", "web_search", ["context_level", "search_context"]),
    "organization.usage.vector_stores.result": {
      parts: () => [],
      variant: () => undefined,
      skip: "usage_bytes are bytes and storage is billed by the GiB-hour: not compared",
    },
  }),
);

/** The meters that any of the kinds can state, beside tokens. */
export const COUNTED: ReadonlySet<string> = new Set([
  ...["image", "character", "audio_second", "code_session", "file_search", "web_search"],
]);

function completions(fields: Fields): readonly TokenPart[] | string {
  const counts = tokenCounts(fields);
  if (typeof counts === "string") return counts;
  const parts = tokenParts(counts);
  return parts.length === 0 ? "expected input_tokens or output_tokens, found neither; fetch the page again" : parts;
}

function one(counted: string, name: string, variant?: readonly [string, VariantKey]): UsageKind {
  return {
    parts: (fields) => {
      const count = countOf(fields, counted);
      if (count === null) return `expected ${counted}, found nothing; fetch the page again`;
      return typeof count === "string" ? count : [[meter(name), count]];
    },
    variant: (fields) => {
      if (variant === undefined || fields(variant[0]) === "") return undefined;
      return { [variant[1]]: fields(variant[0]) };
    },
  };
}
