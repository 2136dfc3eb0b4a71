import { type Instant, mapServiceTier, type Provider } from "../meters/index.js";
import { type EventDraft, TEXT_FIELDS, type TextField } from "./draft.js";
import type { Attribution, RecordOutcome } from "./event.js";
import type { Extracted, Extraction } from "./extractors/extraction.js";
import { accepted, rejected } from "./outcomes.js";

/** What a log says of a call beside its usage. Of a field that the usage states too, the usage's own counts. */
export interface CallFacts extends Attribution {
  readonly source: string;
  readonly id: string;
  readonly time: Instant;
  readonly provider: Provider;
  readonly model: string;
  readonly responseId?: string | undefined;
  readonly region?: string | undefined;
  readonly regionClass?: string | undefined;
  readonly mode?: string | undefined;
  readonly status?: string | undefined;
  readonly serviceTier?: string | undefined;
  readonly requests?: number | undefined;
  /** Names to keep beside those that the usage holds. */
  readonly notes?: readonly string[];
}

/** The event of one call, or the reason why its usage cannot be taken. */
export function callOutcome(extracted: Extracted, facts: CallFacts): RecordOutcome {
  return "error" in extracted ? rejected(extracted.error, extracted.tokens) : accepted(buildEvent(extracted, facts));
}

function buildEvent(extraction: Extraction, facts: CallFacts): EventDraft {
  const { usage, reasoning, variant, providerCost } = extraction;
  const { source, id, time, provider, model } = facts;
  const serviceTier = mapServiceTier(extraction.serviceTier ?? facts.serviceTier ?? "standard");
  const event: EventDraft = { source, id, time, provider, model, serviceTier, usage, requests: facts.requests ?? 1 };
  if (reasoning !== undefined) event.reasoning = reasoning;
  if (variant !== undefined) event.variant = variant;
  if (providerCost !== undefined) event.providerCost = providerCost;
  const responseId = facts.responseId ?? extraction.responseId;
  const { regionClass = facts.regionClass, speed } = extraction;
  setTexts(event, { ...facts, responseId, regionClass, speed });
  const unknown = [...extraction.unknown, ...(facts.notes ?? [])];
  if (unknown.length > 0) event.unknown = unknown;
  return event;
}

const OPTIONAL = TEXT_FIELDS.filter(
  (field) => field !== "source" && field !== "id" && field !== "model" && field !== "serviceTier",
);

function setTexts(event: EventDraft, texts: { readonly [Field in TextField]?: string | undefined }): void {
  for (const field of OPTIONAL) {
    const text = texts[field];
    if (text !== undefined) event[field] = text;
  }
}
