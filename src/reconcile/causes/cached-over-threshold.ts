import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellDimension } from "../cell-dimensions.js";
import type { CellEntry, Part } from "../entries.js";
import { sharedGroups } from "../shared-groups.js";
import { add } from "../split.js";
import { counted, entriesOf } from "../words.js";
import { cachedSets, REMEDY, UNCACHED } from "./cached-counted-twice.js";
import { quantityOf, within } from "./differences.js";
import { repriceAll } from "./reprice.js";

/**
 * Cached tokens counted twice, where the doubled input also passed a long-context threshold: the ledger prices requests long
 * that are billed short, and all of that follows from one mistake. It stands before the conditions that a bill states,
 * which would explain a part of it.
 */
export const cachedOverThreshold: CauseTest = {
  causes: ["cached_counted_twice"],
  klass: 2,
  *find(context): Iterable<Fit> {
    const found = doublesOverThreshold(context);
    if (found.parts.length > 0) yield fitOf(found);
  },
};

export interface Doubles {
  readonly parts: readonly Part[];
  readonly recorded: Decimal;
  readonly cached: Decimal;
}

const SHARED_BUT: ReadonlySet<CellDimension> = new Set<CellDimension>(["meter", "context"]);
const found = new WeakMap<readonly Part[], Doubles>();

/** The open parts of all groups in which counting cached tokens twice explains what is recorded as long. */
export function doublesOverThreshold(context: CauseContext): Doubles {
  const known = found.get(context.open) ?? search(context);
  found.set(context.open, known);
  return known;
}

function search(context: CauseContext): Doubles {
  const open = new Map<CellEntry, Part[]>();
  for (const part of context.open) add(open, part.entry, part);
  const parts: Part[] = [];
  let [recorded, cached] = [Decimal.zero, Decimal.zero];
  for (const group of longGroups(context)) {
    const doubled = doubledIn(group, context);
    if (doubled === undefined) continue;
    cached = cached.add(doubled);
    recorded = recorded.add(ledgerQuantity(group.filter(isUncached)));
    parts.push(...group.flatMap((entry) => open.get(entry) ?? []));
  }
  return { parts, recorded, cached };
}

/** Cells of one offer, day and attribution, over all meters and contexts, of which the ledger holds some as long. */
function longGroups({ entries }: CauseContext): CellEntry[][] {
  const byOffer = new Map<string, CellEntry[]>();
  for (const entry of entries) {
    const { offer, service_tier, meter } = entry.cell.values;
    if (entry.cell.klass === "tokens" && offer !== undefined && meter !== undefined) {
      add(byOffer, `${offer} ${service_tier}`, entry);
    }
  }
  return [...byOffer.values()]
    .filter((ofOffer) => ofOffer.some(isLong))
    .flatMap((ofOffer) => sharedGroups(ofOffer, ({ cell }) => cell.values, SHARED_BUT))
    .filter((group) => group.some(isLong));
}

/** The ledger's usage is long, and the bill's is not, as far as it says. */
function isLong({ cell }: CellEntry): boolean {
  const long = cell.ledger.some(({ conditions }) => (conditions.context ?? "short") !== "short");
  return long && (cell.cost.length === 0 || cell.values.context === undefined);
}

function isUncached({ cell }: CellEntry): boolean {
  return cell.values.meter === UNCACHED;
}

function ledgerQuantity(entries: readonly CellEntry[]): Decimal {
  return Decimal.sum(entries.map(({ numbers }) => numbers.ledgerQuantity));
}

/** The cached tokens by which the group's uncached input is too high, where all else in it agrees; else undefined. */
function doubledIn(group: readonly CellEntry[], context: CauseContext): Decimal | undefined {
  const inputs = group.filter(isUncached);
  const others = group.filter((entry) => !isUncached(entry));
  const cachedAtoms = cachedSets(group.flatMap(({ cell }) => cell.ledger));
  for (const atoms of cachedAtoms) {
    const tokens = quantityOf(atoms);
    if (tokens.isZero()) continue;
    const extra = repriceAll(context.catalog, atoms, () => ({ meter: UNCACHED, ...SHORT }));
    if (extra === null || !isOff(inputs, tokens, extra, context)) continue;
    if (isOff(others, Decimal.zero, Decimal.zero, context)) return tokens;
  }
  return undefined;
}

const SHORT = { conditions: { interval: 0 } } as const;

/** Whether the ledger holds exactly so many tokens too many: by quantity where the bill states it, else by the amount at the short rate. */
function isOff(entries: readonly CellEntry[], tokens: Decimal, amount: Decimal, { catalog }: CauseContext): boolean {
  const billed = entries.filter(({ cell }) => cell.cost.length > 0);
  if (billed.every(({ numbers }) => numbers.billedQuantity !== null)) {
    const quantity = Decimal.sum(billed.map(({ numbers }) => numbers.billedQuantity ?? Decimal.zero));
    return ledgerQuantity(entries).sub(quantity).equals(tokens);
  }
  const atShort = repriceAll(
    catalog,
    entries.flatMap(({ cell }) => cell.ledger),
    () => SHORT,
  );
  if (atShort === null) return false;
  const paid = Decimal.sum(billed.map(({ numbers }) => numbers.billed ?? Decimal.zero));
  const bound = Decimal.sum(billed.map(({ numbers }) => numbers.roundingBound));
  return within(atShort.sub(amount).sub(paid), bound);
}

function fitOf({ parts, recorded, cached }: Doubles): Fit {
  return {
    cause: "cached_counted_twice",
    owner: "engineering",
    parts,
    evidence: [
      `in ${counted(entriesOf(parts).length, "cell")} the ledger holds ${recorded} uncached input tokens where ${recorded.sub(cached)} are billed: ${cached} too many, exactly the cached tokens that it holds beside them`,
      "so counted, the input of requests passes the long-context threshold: the ledger prices them long, and they are billed short",
    ],
    remedy: REMEDY,
  };
}
