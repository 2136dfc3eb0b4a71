import { isInputMeter, type Meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import { liesBeside, quantityDifference, siblingsOf } from "./siblings.js";

const UNCACHED = "uncached_input";

/**
 * Cached tokens are billed, and the ledger has none where all else agrees: either they were not recorded at all, or they were
 * recorded as uncached input, of which the ledger then has exactly as many too many.
 */
export const cachedNotRecorded: CauseTest = {
  causes: ["cached_not_recorded"],
  klass: 3,
  *find(context): Iterable<Fit> {
    const parts = new Set<Part>();
    let [lost, misnamed] = [Decimal.zero, Decimal.zero];
    for (const part of context.open) {
      if (part.step !== "invoice_only" || !isCachedCell(part.entry) || hasCached(part.entry, context)) continue;
      const beside = siblingsOf(part.entry.cell, context.entries, "meter");
      const inputs = beside.filter((entry) => entry.cell.values.meter === UNCACHED && entry.cell.ledger.length > 0);
      const others = beside.filter((entry) => entry.cell.values.meter === "output" && entry.cell.ledger.length > 0);
      if (inputs.length + others.length === 0 || others.some((entry) => context.differs(entry))) continue;
      const billed = part.entry.numbers.billedQuantity ?? Decimal.zero;
      if (!inputs.some((entry) => context.differs(entry))) {
        parts.add(part);
        lost = lost.add(billed);
      } else if (inputs.every((entry) => isMisnamed(entry, context))) {
        parts.add(part);
        misnamed = misnamed.add(billed);
        for (const input of context.open) if (inputs.includes(input.entry)) parts.add(input);
      }
    }
    if (parts.size > 0) yield fitOf([...parts], lost, misnamed);
  },
};

function isCachedCell({ cell }: CellEntry): boolean {
  const { meter } = cell.values;
  return meter?.startsWith("cache_") === true && (meter === "cache_write_*" || isInputMeter(meter as Meter));
}

function hasCached({ cell }: CellEntry, { ledger }: CauseContext): boolean {
  return ledger.some((atom) => atom.recordedMeter.startsWith("cache_") && liesBeside(cell, atom, "meter"));
}

/** The ledger has as many uncached tokens too many as cached ones are billed beside them. */
function isMisnamed(input: CellEntry, context: CauseContext): boolean {
  const difference = quantityDifference(input);
  if (difference === null) return false;
  let cached = Decimal.zero;
  for (const { cell, numbers } of siblingsOf(input.cell, context.entries, "meter")) {
    if (cell.values.meter?.startsWith("cache_") !== true || cell.ledger.length > 0) continue;
    cached = cached.add(numbers.billedQuantity ?? Decimal.zero);
  }
  return !cached.isZero() && difference.neg().equals(cached);
}

function fitOf(parts: readonly Part[], lost: Decimal, misnamed: Decimal): Fit {
  const evidence: string[] = [];
  if (!lost.isZero() || misnamed.isZero()) {
    const tokens = lost.isZero() ? "cached tokens" : `${lost} cached tokens`;
    evidence.push(`${tokens} are billed and the ledger holds none, while uncached input and output agree`);
  }
  if (!misnamed.isZero()) {
    evidence.push(`${misnamed} cached tokens are billed; the ledger holds exactly as many too many as uncached input`);
  }
  return {
    cause: "cached_not_recorded",
    owner: "engineering",
    parts,
    evidence,
    remedy: "record the cached tokens that the response states, and correct the events of these cells",
  };
}
