import { VARIANT_KEYS, type VariantKey } from "../meters/index.js";
import { type EventDraft, TEXT_FIELDS, type TextField } from "./draft.js";
import type { RecordOutcome, UsageEvent } from "./event.js";
import { rejected } from "./outcomes.js";
import { maskSecrets } from "./secrets.js";
import { allTokens } from "./usage-field.js";

/** Where a long hexadecimal text is an id and no key. */
const IDENTIFIERS: ReadonlySet<string> = new Set(["id", "responseId"]);

/** Characters. No name is longer; a text of megabytes is no field of a usage record. */
const LONGEST = 2000;

/**
 * The one door that every source's outcomes pass: what looks like a secret, in any text of an event or of a reason, is
 * replaced by its short hash, and the event says in `unknown` which field held one (design section 5).
 */
export function protectOutcome(outcome: RecordOutcome): RecordOutcome {
  if (outcome.kind === "event") {
    const long = TEXT_FIELDS.find((field) => (outcome.event[field]?.length ?? 0) > LONGEST);
    if (long !== undefined) return tooLong(long, outcome.event);
    const event = protectEvent(outcome.event);
    return event === outcome.event ? outcome : { kind: "event", event };
  }
  const { text, found } = maskSecrets(outcome.reason.slice(0, LONGEST));
  return found === 0 && text === outcome.reason ? outcome : { ...outcome, reason: text };
}

function tooLong(field: TextField, event: UsageEvent): RecordOutcome {
  const length = event[field]?.length ?? 0;
  const reason = `${field}: expected a text of at most ${LONGEST} characters, found ${length}`;
  return rejected(reason, allTokens(event.usage));
}

/** The same event when it holds nothing to mask. */
export function protectEvent(event: UsageEvent): UsageEvent {
  const changes: Partial<EventDraft> = {};
  const masked: string[] = [];
  for (const field of TEXT_FIELDS) {
    const text = event[field];
    if (text === undefined) continue;
    const safe = maskText(text, IDENTIFIERS.has(field));
    if (safe === text) continue;
    changes[field] = safe;
    masked.push(field);
  }
  if (event.variant !== undefined) protectVariant(event.variant, changes, masked);
  const unknown = event.unknown?.map((name) => maskText(name, true)) ?? [];
  const named = unknown.some((name, index) => name !== event.unknown?.[index]);
  if (masked.length === 0 && !named) return event;
  const notes = masked.map((field) => `${field}: what looked like a secret is kept as a hash`);
  return { ...event, ...changes, unknown: [...unknown, ...notes] };
}

function protectVariant(
  variant: NonNullable<UsageEvent["variant"]>,
  changes: Partial<EventDraft>,
  masked: string[],
): void {
  const safe: Partial<Record<VariantKey, string>> = { ...variant };
  for (const key of VARIANT_KEYS) {
    const text = variant[key];
    if (text === undefined) continue;
    safe[key] = maskText(text, false);
    if (safe[key] !== text) masked.push(`variant.${key}`);
  }
  changes.variant = safe;
}

const MOST_KEPT = 5000;
/** Texts known to hold no secret: models, projects and keys repeat, and are looked through once. */
const clean = new Set<string>();

function maskText(text: string, identifiers: boolean): string {
  if (!identifiers && clean.has(text)) return text;
  const masked = maskSecrets(text, { identifiers });
  if (masked.found > 0) return masked.text;
  if (!identifiers) {
    if (clean.size >= MOST_KEPT) clean.clear();
    clean.add(text);
  }
  return text;
}
