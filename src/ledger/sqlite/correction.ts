import { FileProblem } from "../../files/index.js";
import type { Instant } from "../../meters/index.js";
import type { UsageEvent } from "../../usage/index.js";
import { encodeEvent } from "../batch/event-content.js";
import { seriesContent } from "../batch/series-facts.js";
import { Sums, unfit } from "../batch/sums.js";
import type { EventIdentity } from "../ledger.js";
import { eventOf } from "./event-row.js";
import { othersOfResponse, type Stores } from "./importer.js";

/** Adds a correction of an event, within a transaction; `to` is null when the event is to count no more. */
export function addCorrection(
  path: string,
  stores: Stores,
  identity: EventIdentity,
  to: UsageEvent | null,
  reason: string,
  recordedAt: Instant,
): void {
  const current = stores.events.versions(identity.source, identity.id).at(-1);
  if (current === undefined) throw noEvent(path, identity);
  const before = eventOf(current, stores.series);
  if (to !== null) checkReplacement(path, stores, identity, to);
  const after = to ?? before;
  const series = stores.series.keyOf(seriesContent(after));
  const correction = to === null ? "voided" : "replaced";
  stores.events.insert(series, encodeEvent(after), recordedAt, { corrects: current.event, correction, reason });
  if (current.correction !== "voided") applyOne(stores, before, Number(current.series), -1);
  if (to !== null) applyOne(stores, to, series, 1);
}

function applyOne(stores: Stores, event: UsageEvent, series: number, sign: 1 | -1): void {
  const sums = new Sums();
  sums.add(event, series);
  for (const sum of sums) stores.totals.apply(sum, series, sign);
}

function checkReplacement(path: string, stores: Stores, identity: EventIdentity, to: UsageEvent): void {
  const taken = othersOfResponse(stores, to)[0];
  const found =
    to.source !== identity.source || to.id !== identity.id
      ? `a record with the source ${to.source} and the id ${to.id}`
      : (unfit(to) ?? (taken && `a response id that the event ${taken.id} has`));
  if (found === undefined) return;
  throw new FileProblem({
    path,
    expected: `a replacement for the event ${identity.id} of the source ${identity.source}`,
    found,
    remedy: "a replacement keeps source and id and is a whole record of its own",
  });
}

function noEvent(path: string, { source, id }: EventIdentity): FileProblem {
  return new FileProblem({
    path,
    expected: `an event with the source ${source} and the id ${id}`,
    found: "none",
    remedy: "aimodels ledger export shows source and id of every event",
  });
}
