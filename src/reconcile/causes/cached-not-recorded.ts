import { isCacheWrite, isInputMeter, parseMeter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import { add } from "../split.js";
import { counted, entriesOf, money, sumOf } from "../words.js";
import { quantityDifference } from "./differences.js";

const UNCACHED = "uncached_input";

/**
 * Cached tokens are billed, and the ledger has none of that kind where all else agrees: either they were not recorded at all,
 * or they were recorded as uncached input, of which the ledger then has exactly as many too many.
 */
export const cachedNotRecorded: CauseTest = {
  causes: ["cached_not_recorded"],
  klass: 3,
  *find(context): Iterable<Fit> {
    const open = new Map<CellEntry, Part[]>();
    for (const part of context.open) add(open, part.entry, part);
    const [lost, misnamed] = [new Set<Part>(), new Set<Part>()];
    for (const part of context.open) {
      if (part.step !== "invoice_only" || !isCached(part.entry)) continue;
      const beside = context.cells.siblingsOf(part.entry, "meter");
      if (isKindRecorded(part.entry, beside)) continue;
      const inputs = beside.filter((entry) => entry.cell.values.meter === UNCACHED && entry.cell.ledger.length > 0);
      const others = beside.filter((entry) => !inputs.includes(entry) && entry.cell.ledger.length > 0);
      if (inputs.length + others.length === 0 || others.some((entry) => context.differs(entry))) continue;
      if (!inputs.some((entry) => context.differs(entry))) lost.add(part);
      else if (inputs.every((entry) => isMisnamed(entry, context))) {
        misnamed.add(part);
        for (const input of inputs) for (const off of open.get(input) ?? []) misnamed.add(off);
      }
    }
    if (lost.size + misnamed.size > 0) yield fitOf([...lost], [...misnamed]);
  },
};

function isCached({ cell }: CellEntry): boolean {
  const meter = cell.values.meter ?? "";
  const known = parseMeter(meter);
  return meter.startsWith("cache_") && (meter === "cache_write_*" || (known !== undefined && isInputMeter(known)));
}

/** Whether the ledger holds tokens of the same kind beside them: reads, or writes of any lifetime. */
function isKindRecorded({ cell }: CellEntry, beside: readonly CellEntry[]): boolean {
  const isWrite = isWriteMeter(cell.values.meter ?? "");
  return beside.some(
    (entry) =>
      entry.cell.ledger.length > 0 && isCached(entry) && isWriteMeter(entry.cell.values.meter ?? "") === isWrite,
  );
}

function isWriteMeter(meter: string): boolean {
  return meter === "cache_write_*" || isCacheWrite(meter);
}

/** The ledger has as many uncached tokens too many as cached ones are billed beside them and not recorded. */
function isMisnamed(input: CellEntry, context: CauseContext): boolean {
  const difference = quantityDifference(input);
  if (difference === null) return false;
  let cached = Decimal.zero;
  for (const entry of context.cells.siblingsOf(input, "meter")) {
    if (isCached(entry) && entry.cell.ledger.length === 0) {
      cached = cached.add(entry.numbers.billedQuantity ?? Decimal.zero);
    }
  }
  return !cached.isZero() && difference.neg().equals(cached);
}

function fitOf(lost: readonly Part[], misnamed: readonly Part[]): Fit {
  const evidence: string[] = [];
  if (lost.length > 0) {
    evidence.push(
      `${tokensIn(lost)} are billed for ${money(sumOf(lost), lost)} in ${counted(entriesOf(lost).length, "cell")}, and the ledger holds none there, while its other meters agree`,
    );
  }
  if (misnamed.length > 0) {
    evidence.push(
      `${tokensIn(misnamed.filter((part) => part.step === "invoice_only"))} are billed; the ledger holds none, and exactly as many too many as uncached input`,
    );
  }
  return {
    cause: "cached_not_recorded",
    owner: "engineering",
    parts: [...lost, ...misnamed],
    evidence,
    remedy: "record the cached tokens that the response states, and correct the events of these cells",
  };
}

/** `1200 cached tokens`, or without their number where the bill does not state it. */
function tokensIn(parts: readonly Part[]): string {
  const quantities = parts.map((part) => part.entry.numbers.billedQuantity);
  if (quantities.includes(null)) return "cached tokens";
  return `${Decimal.sum(quantities.flatMap((quantity) => quantity ?? []))} cached tokens`;
}
