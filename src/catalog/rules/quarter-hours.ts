import type { Position } from "../../findings/index.js";
import { formatInstant, type Instant, QUARTER_HOUR } from "../../meters/index.js";
import { datedNames, eachOffer, providerSubject } from "./each.js";
import type { Problem, Rule, Subject } from "./rule.js";

const QUARTER_MINUTES = 15;

export const quarterHours: Rule = {
  id: "quarter-hours",
  refs: ["R16"],
  severity: "error",
  summary:
    "A price, a name or a window begins or ends within a quarter hour, which the ledger's totals cannot tell apart.",
  remedy: "use the quarter hour that the change falls into",
  *check(catalog) {
    for (const { offer, subject } of eachOffer(catalog)) {
      for (const dated of [...offer.prices, ...datedNames(offer)]) {
        yield* instants([dated.from, dated.until], dated.position, subject);
      }
    }
    for (const provider of catalog.providers.values()) {
      for (const charge of provider.charges) {
        yield* instants([charge.from, charge.until], charge.position, providerSubject(provider));
      }
      for (const window of [...provider.calendars.values()].flatMap((calendar) => calendar.windows)) {
        const odd = [window.from, window.to].find((minutes) => minutes % QUARTER_MINUTES !== 0);
        if (odd === undefined) continue;
        const message = `the window ${window.name} begins or ends at ${clock(odd)}`;
        yield { subject: providerSubject(provider), position: window.position, message, value: clock(odd) };
      }
    }
  },
};

function* instants(edges: readonly (Instant | null)[], position: Position, subject: Subject): Generator<Problem> {
  for (const edge of edges) {
    if (edge === null || edge % QUARTER_HOUR === 0) continue;
    yield { subject, position, message: `${formatInstant(edge)} is on no quarter hour`, value: formatInstant(edge) };
  }
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
