import type { Decimal } from "../money/index.js";
import type { AcceptedRecord, RejectedRecord, SkippedRecord, UsageEvent } from "./event.js";

export function accepted(event: UsageEvent): AcceptedRecord {
  return { kind: "event", event };
}

export function skipped(reason: string): SkippedRecord {
  return { kind: "skip", reason };
}

/** `tokens`: all that the record states, where it can be read, for the import's sum of what was rejected. */
export function rejected(reason: string, tokens?: Decimal): RejectedRecord {
  return tokens === undefined || tokens.isZero() ? { kind: "reject", reason } : { kind: "reject", reason, tokens };
}
