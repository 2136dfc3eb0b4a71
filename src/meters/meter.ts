import { didYouMean } from "../findings/index.js";

/** The token meters of text. Every one has `_audio`, `_image` and `_video` variants where the modality makes sense. */
const MODALITIES = ["audio", "image", "video"] as const;
export type Modality = (typeof MODALITIES)[number];

/** What is counted other than tokens; the price says what one is. Seconds stand for every price quoted in time. */
export const COUNT_METERS = [
  "image",
  "megapixel",
  "page",
  "page_annotated",
  "request",
  "web_search",
  "web_fetch",
  "file_search",
  "code_session",
  "search_unit",
  "output_citation",
  "embedding_image",
  "audio_second",
  "video_second",
  "code_second",
  "session_second",
  "unit_second",
  "character",
  "cache_storage_token_second",
  "storage_gib_second",
  "training_token",
  "training_second",
] as const;

declare const meterBrand: unique symbol;
/** A meter's name, made by the grammar of semantics section 1. Meters never overlap. */
export type Meter = string & { readonly [meterBrand]: true };

export const METER_GROUPS = ["tokens", "input", "cache_write_*"] as const;
export type MeterGroup = (typeof METER_GROUPS)[number];

const counts: ReadonlySet<string> = new Set(COUNT_METERS);
const groups: ReadonlySet<string> = new Set(METER_GROUPS);
const suffix = `(?:_(?:${MODALITIES.join("|")}))?`;
const INPUT = new RegExp(`^(?:uncached_input|cache_read|cache_write(?:_[1-9]\\d*[mhd])?)${suffix}$`);
const CACHE_WRITE = new RegExp(`^cache_write(?:_([1-9]\\d*[mhd]))?(?:_(${MODALITIES.join("|")}))?$`);
const OUTPUT = new RegExp(`^output${suffix}$`);

const interned = new Map<string, Meter>();

/** The meter of a name, or undefined when the grammar does not make it. */
export function parseMeter(name: string): Meter | undefined {
  const known = interned.get(name);
  if (known !== undefined) return known;
  if (!counts.has(name) && !INPUT.test(name) && !OUTPUT.test(name)) return undefined;
  const meter = name as Meter;
  interned.set(name, meter);
  return meter;
}

/** As parseMeter, for names that the program itself writes: throws a RangeError with a suggestion. */
export function meter(name: string): Meter {
  const found = parseMeter(name);
  if (found === undefined) throw new RangeError(`unknown meter ${JSON.stringify(name)}; ${suggestMeter(name)}`);
  return found;
}

/** `did you mean …?`, or a pointer to the list of meters. `groups`: where a group may stand for its meters. */
export function suggestMeter(name: string, groups: readonly MeterGroup[] = []): string {
  return didYouMean(name, [...groups, ...COMMON_METERS]) || "docs/meters.md lists the meters";
}

export function isTokenMeter(name: Meter): boolean {
  return INPUT.test(name) || OUTPUT.test(name);
}

/** Input tokens of any modality, cached or not: what long-context thresholds are held against. */
export function isInputMeter(name: Meter): boolean {
  const known = inputs.get(name);
  if (known !== undefined) return known;
  const isInput = INPUT.test(name);
  inputs.set(name, isInput);
  return isInput;
}

/** Asked of every meter of every request that is priced. */
const inputs = new Map<Meter, boolean>();

export function isOutputMeter(name: Meter): boolean {
  return OUTPUT.test(name);
}

/** The lifetime in a cache write's name (`5m`, `1h`), "" when not stated, undefined when it is no cache write. */
export function cacheLifetime(name: string): string | undefined {
  const match = CACHE_WRITE.exec(name);
  return match === null ? undefined : (match[1] ?? "");
}

export function isCacheWrite(name: string): boolean {
  return CACHE_WRITE.test(name);
}

export function isMeterGroup(name: string): name is MeterGroup {
  return groups.has(name);
}

/** Whether a meter belongs to a group: `tokens`, `input` (both over all modalities), `cache_write_*`. */
export function inGroup(name: Meter, group: MeterGroup): boolean {
  if (group === "tokens") return isTokenMeter(name);
  return group === "input" ? isInputMeter(name) : isCacheWrite(name);
}

/** The meters that people write most, for suggestions and completions. */
export const COMMON_METERS: readonly string[] = [
  ...["uncached_input", "cache_read", "output"].flatMap((name) => [name, ...MODALITIES.map((m) => `${name}_${m}`)]),
  ...["cache_write", "cache_write_5m", "cache_write_30m", "cache_write_1h", "cache_write_12h"],
  ...COUNT_METERS,
];
