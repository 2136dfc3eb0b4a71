import type { UsageEvent } from "./event.js";

/** An event while it is put together: a field that is not stated is left out, never set to undefined. */
export type EventDraft = { -readonly [Field in keyof UsageEvent]: UsageEvent[Field] };

/** The fields of an event that hold text of the record. */
export const TEXT_FIELDS = [
  "source",
  "id",
  "model",
  "serviceTier",
  "region",
  "regionClass",
  "speed",
  "mode",
  "account",
  "project",
  "apiKey",
  "tenant",
  "role",
  "operation",
  "responseId",
  "status",
] as const satisfies readonly (keyof UsageEvent)[];
export type TextField = (typeof TEXT_FIELDS)[number];
