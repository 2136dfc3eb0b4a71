import { type Meter, mapServiceTier, meter } from "../../meters/index.js";

/** What the text of an OpenAI line item says. `name` is the whole text where the grammar does not fit. */
export interface LineItem {
  readonly name: string;
  /** The meter that the class and the modality name; null where there is no class that names one. */
  readonly meter: Meter | null;
  /** `audio` or `video` where the text says so without saying input or output: seconds of it may be counted. */
  readonly medium: "audio" | "video" | null;
  readonly serviceTier?: string;
  readonly context?: string;
}

/** The words for a class, with the Usage API's own names for the same parts. They are disjoint in a bill. */
const CLASSES: Readonly<Record<string, string>> = {
  input: "uncached_input",
  input_tokens: "uncached_input",
  input_uncached_tokens: "uncached_input",
  "cached input": "cache_read",
  cached_input_tokens: "cache_read",
  input_cached_tokens: "cache_read",
  "cache writes": "cache_write",
  input_cache_write_tokens: "cache_write",
  output: "output",
  output_tokens: "output",
};

/** Line items without a model whose text alone says what is counted. */
const SERVICES: Readonly<Record<string, string>> = {
  "web search tool calls": "web_search",
  "file search tool calls": "file_search",
  "vector storage": "storage_gib_second",
  whisper: "audio_second",
};

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
  const prefix = bar < 0 ? "" : text.slice(0, bar).trim().toLowerCase();
  if (prefix === "") return parseBody(text, text, undefined);
  if (prefix === ASSISTANTS) return parseBody(text, text.slice(bar + 3), undefined);
  const tier = mapServiceTier(prefix);
  return tier === prefix && !TIERS.has(prefix)
    ? parseBody(text, text, undefined)
    : parseBody(text, text.slice(bar + 3), tier);
}

const TIERS: ReadonlySet<string> = new Set(["flex", "priority"]);

function parseBody(whole: string, text: string, tier: string | undefined): LineItem {
  const long = text.toLowerCase().endsWith(LONG);
  const body = long ? text.slice(0, -LONG.length) : text;
  const comma = body.indexOf(", ");
  if (comma < 0) return long ? unread(whole) : withoutClass(whole, text, tier);
  const billed = splitModality(body.slice(0, comma).trim());
  const word = body
    .slice(comma + 2)
    .trim()
    .toLowerCase();
  const serviceTier = tier ?? "standard";
  if (word === "audio" && !long) return { name: billed.model, meter: null, medium: "audio", serviceTier };
  const base = CLASSES[word];
  const found = base === undefined ? undefined : meterOf(base, billed.modality);
  if (found === undefined) return unread(whole);
  return { name: billed.model, meter: found, medium: null, serviceTier, context: long ? "long" : "short" };
}

/** `batch api | gpt-5_1-2025-11-13`: a tier and a model; without a tier the whole text is a name. */
function withoutClass(whole: string, text: string, tier: string | undefined): LineItem {
  if (tier === undefined) return unread(whole);
  const { model, modality } = splitModality(text.trim());
  return { name: model, meter: null, medium: modality === "audio" ? "audio" : null, serviceTier: tier };
}

function unread(whole: string): LineItem {
  const name = whole.trim();
  const service = SERVICES[name.toLowerCase()];
  return { name, meter: service === undefined ? null : meter(service), medium: null };
}

function splitModality(text: string): { model: string; modality: "" | "audio" | "image" } {
  const match = /^(\S.*) (image|text|audio)$/i.exec(text);
  const word = match?.[2]?.toLowerCase();
  return { model: match?.[1]?.trim() ?? text, modality: word === "audio" || word === "image" ? word : "" };
}

/** Cache writes have no modality of their own in what OpenAI bills: such a text is not understood. */
function meterOf(base: string, modality: "" | "audio" | "image"): Meter | undefined {
  if (modality === "") return meter(base);
  return base === "cache_write" ? undefined : meter(`${base}_${modality}`);
}
