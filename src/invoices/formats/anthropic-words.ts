import type { ChargeCategory } from "../../catalog/index.js";
import { type Meter, mapServiceTier, meter } from "../../meters/index.js";
import { quote } from "../quote.js";

/** The console's words for a class of tokens, and the Admin API's. The classes never overlap. */
const TOKEN_TYPES: ReadonlyMap<string, string> = new Map([
  ["input_no_cache", "uncached_input"],
  ["uncached_input_tokens", "uncached_input"],
  ["input_cache_read", "cache_read"],
  ["cache_read_input_tokens", "cache_read"],
  ["input_cache_write", "cache_write"],
  ["input_cache_write_5m", "cache_write_5m"],
  ["cache_creation.ephemeral_5m_input_tokens", "cache_write_5m"],
  ["input_cache_write_1h", "cache_write_1h"],
  ["cache_creation.ephemeral_1h_input_tokens", "cache_write_1h"],
  ["output", "output"],
  ["output_tokens", "output"],
]);

/** What the kinds of cost other than tokens count; code execution and sessions are billed by time. */
const COST_TYPES: ReadonlyMap<string, string> = new Map([
  ["web_search", "web_search"],
  ["code_execution", "code_second"],
  ["session_usage", "session_second"],
]);

const CATEGORIES: ReadonlyMap<string, ChargeCategory> = new Map<string, ChargeCategory>([
  ["tax", "tax"],
  ["credit", "credit"],
  ["credits", "credit"],
  ["discount", "credit"],
  ["refund", "credit"],
  ["fee", "fee"],
  ["adjustment", "adjustment"],
]);

/** The meter that a line's token type, or else its kind of cost, names; null where neither is a known word. */
export function costMeter(tokenType: string, costType: string): Meter | null {
  const name = TOKEN_TYPES.get(tokenType.toLowerCase()) ?? COST_TYPES.get(costType.toLowerCase());
  return name === undefined ? null : meter(name);
}

/** What the reader of a file should know of a token type that makes no meter. */
export function strangeTokenType(word: string): string {
  return `lines of the token type ${quote(word)} are read without a meter: it is no known word`;
}

/** Usage unless the kind of cost itself says otherwise: no sign and no name makes a credit. */
export function costCategory(costType: string): ChargeCategory {
  return CATEGORIES.get(costType.toLowerCase()) ?? "usage";
}

/** `≤ 200k`, `0-200k` are short, `> 200k`, `200k-1M` long; another word stays as it is. */
export function contextOf(window: string): string | undefined {
  if (window === "") return undefined;
  const word = window.toLowerCase().replace(/\s/g, "");
  if (/^(?:≤|<=|0-)200k$/.test(word)) return "short";
  return /^(?:>200k|200k-1m|200k\+)$/.test(word) ? "long" : window;
}

/** `not_available` says that no residency was recorded: not stated. */
export function regionClassOf(inferenceGeo: string): string | undefined {
  const word = inferenceGeo.toLowerCase();
  return word === "" || word === "not_available" ? undefined : word;
}

/** A blank or null workspace is the organization's default one, which the console also calls `Default`. */
export function workspaceOf(workspace: string): string {
  return workspace === "" || workspace.toLowerCase() === "default" ? "default" : workspace;
}

/** The service tier; `message` is the console's word for a request that is no batch. Blank is not stated. */
export function tierOf(word: string): string | undefined {
  if (word === "") return undefined;
  return word.toLowerCase() === "message" ? "standard" : mapServiceTier(word);
}
