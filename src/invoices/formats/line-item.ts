import { type Meter, mapServiceTier, meter } from "../../meters/index.js";

/** What the text of an OpenAI line item says. `name` is the whole text where the grammar does not fit. */
export interface LineItem {
  readonly name: string;
  /** The meter that the class and the modality name; null where there is no class that names one. */
  readonly meter: Meter | null;
  /** `audio` where the text says so without saying input or output: seconds of it may be counted. */
  readonly medium: "audio" | null;
  readonly serviceTier?: string;
  readonly context?: string;
}

/** The words for a class, with the Usage API's own names for the same parts. They are disjoint in a bill. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ["input", "uncached_input"],
  ["input_tokens", "uncached_input"],
  ["input_uncached_tokens", "uncached_input"],
  ["cached input", "cache_read"],
  ["cached_input_tokens", "cache_read"],
  ["input_cached_tokens", "cache_read"],
  ["cache writes", "cache_write"],
  ["input_cache_write_tokens", "cache_write"],
  ["output", "output"],
  ["output_tokens", "output"],
]);

/** Line items without a model whose text alone says what is counted. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ["web search tool calls", "web_search"],
  ["file search tool calls", "file_search"],
  ["vector storage", "storage_gib_second"],
  ["whisper", "audio_second"],
]);

const LONG = ", long context";
/** Not a tier but a way in: the tokens behind it are billed as any others. */
const ASSISTANTS = "assistants api";

/**
 * Reads `[TIER " | "] MODEL [" " MODALITY] ", " CLASS [", long context"]`. The grammar is OpenAI's and undocumented, so
 * nothing is required to fit it: text that does not is the name, with meter null, and nothing is guessed. A text that fits
 * and names no tier means standard, and no long context means short, because the same export names the others.
 */
export function parseLineItem(text: string): LineItem {
  const bar = text.indexOf(" | ");
  if (bar < 0) return parseBody(text, text, undefined);
  const prefix = text.slice(0, bar).trim().toLowerCase();
  const body = text.slice(bar + 3);
  if (prefix === ASSISTANTS) return parseBody(text, body, undefined);
  return TIERS.has(prefix) ? parseBody(text, body, mapServiceTier(prefix)) : unread(text);
}

const TIERS: ReadonlySet<string> = new Set(["priority", "flex", "batch api", "batch"]);

function parseBody(whole: string, text: string, tier: string | undefined): LineItem {
  const long = text.toLowerCase().endsWith(LONG);
  const body = long ? text.slice(0, -LONG.length) : text;
  const comma = body.indexOf(", ");
  if (comma < 0) return long || tier === undefined ? unread(whole) : withoutClass(whole, text, tier);
  const { model, modality } = splitModality(body.slice(0, comma).trim());
  if (model === "") return unread(whole);
  const word = body
    .slice(comma + 2)
    .toLowerCase()
    .trim();
  const serviceTier = tier ?? "standard";
  if (word === "audio" && !long) return { name: model, meter: null, medium: "audio", serviceTier };
  const base = CLASSES.get(word);
  if (base === undefined) return unread(whole);
  const name = modality === "" ? base : `${base}_${modality}`;
  return { name: model, meter: meter(name), medium: null, serviceTier, context: long ? "long" : "short" };
}

/** `batch api | gpt-5_1-2025-11-13`: a tier and a model, and nothing of what is counted. */
function withoutClass(whole: string, text: string, serviceTier: string): LineItem {
  const { model, modality } = splitModality(text.trim());
  if (model === "") return unread(whole);
  const counted = serviceMeter(model);
  return { name: model, meter: counted, medium: modality === "audio" ? "audio" : null, serviceTier };
}

function unread(whole: string): LineItem {
  const name = whole.trim();
  return { name, meter: serviceMeter(name), medium: null };
}

function serviceMeter(name: string): Meter | null {
  const counted = SERVICES.get(name.toLowerCase());
  return counted === undefined ? null : meter(counted);
}

function splitModality(text: string): { model: string; modality: "" | "audio" | "image" } {
  const match = /^(\S.*) (image|text|audio)$/i.exec(text);
  const word = match?.[2]?.toLowerCase();
  return { model: match?.[1]?.trim() ?? text, modality: word === "audio" || word === "image" ? word : "" };
}
