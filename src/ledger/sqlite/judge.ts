import { quarterHour } from "../../meters/index.js";
import { type Comparison, compareUsage, differences, sameContent, usageDifferences } from "../batch/compare.js";
import type { EventContent } from "../batch/event-content.js";
import { contentOf, type EventRow } from "./event-row.js";

/** What a record is to the ledger: semantics section 4. */
export type Verdict =
  | { readonly kind: "existing"; readonly reason: string }
  | { readonly kind: "conflict"; readonly with: bigint; readonly reason: string }
  | { readonly kind: "grown"; readonly from: EventRow; readonly reason: string };

/** A record on its way in, with its series' key. */
export interface Found {
  readonly series: number;
  readonly content: EventContent;
  readonly growing: boolean;
  /** Whether a stored series has the same provider and model. */
  readonly isSameModel: (series: number) => boolean;
}

const ALREADY: Verdict = { kind: "existing", reason: "this event is in the ledger already" };
const LESS: Verdict = { kind: "existing", reason: "the ledger holds a later state of this event" };
const GREW = "a later record of the same id says more";

/** A record whose identity has versions in the ledger (the first first); undefined when it has none. */
export function judgeIdentity(versions: readonly EventRow[], found: Found): Verdict | undefined {
  const current = versions.at(-1);
  if (current === undefined) return undefined;
  if (versions.some((row) => isSame(row, found))) return ALREADY;
  if (found.growing && found.isSameModel(Number(current.series))) return judgeGrowing(versions, current, found);
  return conflictWith(current, found);
}

function isSame(row: EventRow, found: Found): boolean {
  return Number(row.series) === found.series && sameContent(contentOf(row), found.content);
}

/** Growth counts against what was recorded last; a correction by hand is never overruled by a log. */
function judgeGrowing(versions: readonly EventRow[], current: EventRow, found: Found): Verdict {
  const recorded = versions.findLast((row) => row.correction === null || row.correction === "grown") ?? current;
  const order = compareUsage(recorded.usage, found.content.usage);
  if (order === "less") return LESS;
  if (order === "equal" && (current !== recorded || !isLater(recorded, found))) return ALREADY;
  if (order === "mixed" || current !== recorded) return conflictWith(current, found);
  return { kind: "grown", from: current, reason: GREW };
}

/** In a later quarter hour, so that the totals end up the same whichever of two equal records comes first. */
function isLater(stored: EventRow, found: Found): boolean {
  return quarterHour(found.content.time) > quarterHour(Number(stored.time));
}

/**
 * A record of a response that the ledger holds under another identity: the first stored counts. `rows`: what is stored of
 * the response; undefined when nothing is. A growing source may have seen less of a response than another source.
 */
export function judgeResponse(rows: readonly EventRow[], { content, growing }: Found): Verdict | undefined {
  const current = rows.at(-1);
  if (current === undefined) return undefined;
  const place = `its response is in the ledger with the id ${current.id}`;
  const orders = rows.map((row): Comparison => compareUsage(row.usage, content.usage));
  if (orders.some((order) => order === "equal" || (growing && order === "less"))) {
    return { kind: "existing", reason: place };
  }
  const told = usageDifferences(current.usage, content.usage).join(", ");
  return { kind: "conflict", with: current.event, reason: `${place} and other quantities: ${told}` };
}

function conflictWith(current: EventRow, found: Found): Verdict {
  const told = differences(contentOf(current), found.content);
  if (Number(current.series) !== found.series) told.push("model, conditions or attribution");
  const reason = `the ledger holds this id with another content: ${told.join(", ")}`;
  return { kind: "conflict", with: current.event, reason };
}
