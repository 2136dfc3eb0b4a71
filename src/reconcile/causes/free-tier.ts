import type { Allowance } from "../../catalog/index.js";
import { formatDay } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseTest, Fit } from "../cause.js";
import type { Part } from "../entries.js";
import { counted, entriesOf, money, sumOf } from "../words.js";

/** Used, and billed at 0 or not at all within an allowance that the catalog states. */
export const freeTier: CauseTest = {
  causes: ["free_tier"],
  klass: 6,
  *find({ open }): Iterable<Fit> {
    const free = open.filter((part) => part.entry.numbers.billed?.isZero() === true && part.amount.sign() < 0);
    if (free.length > 0) yield chargedNothing(free);
    for (const group of allowedGroups(open)) {
      if (isWithin(group.parts, group.allowance)) yield withinAllowance(group.parts, group.allowance);
    }
  },
};

interface Allowed {
  readonly allowance: Allowance;
  readonly parts: readonly Part[];
}

/** What was not billed, by the allowance that it may lie in and the allowance's day or month. */
function allowedGroups(open: readonly Part[]): Allowed[] {
  const groups = new Map<string, { allowance: Allowance; parts: Part[] }>();
  for (const part of open) {
    if (part.amount.sign() >= 0 || !(part.step === "ledger_only" || part.step === "quantity_variance")) continue;
    const [atom] = part.entry.cell.ledger;
    const allowance = atom?.set.allowances.find(({ meter }) => meter === atom.recordedMeter);
    if (atom === undefined || allowance === undefined) continue;
    const key = [atom.offer.id, allowance.meter, allowance.quantity, spanOf(allowance, atom.day)].join("\u0000");
    const group = groups.get(key) ?? { allowance, parts: [] };
    group.parts.push(part);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function spanOf({ per }: Allowance, day: number): string {
  return formatDay(day).slice(0, per === "day" ? 10 : 7);
}

/** What of a cell was used and not billed. */
function unbilled({ entry }: Part): Decimal {
  return entry.numbers.ledgerQuantity.sub(entry.numbers.billedQuantity ?? Decimal.zero);
}

/** Beside a bill of the rest, exactly the allowance; where nothing of it is billed, no more than the allowance. */
function isWithin(parts: readonly Part[], { quantity }: Allowance): boolean {
  const used = Decimal.sum(parts.map(unbilled));
  const billed = parts.some((part) => part.step === "quantity_variance");
  return billed ? used.equals(quantity) : !used.greaterThan(quantity);
}

function chargedNothing(parts: readonly Part[]): Fit {
  const evidence = `the bill states the usage in ${counted(entriesOf(parts).length, "cell")} and charges 0 for it`;
  return fitOf(parts, evidence);
}

function withinAllowance(parts: readonly Part[], { meter, quantity, per }: Allowance): Fit {
  const used = Decimal.sum(parts.map(unbilled));
  return fitOf(parts, `${used} ${meter} were used and not billed; the catalog states ${quantity} free per ${per}`);
}

function fitOf(parts: readonly Part[], evidence: string): Fit {
  return {
    cause: "free_tier",
    owner: "nobody",
    parts,
    evidence: [evidence, `at catalog prices it is ${money(sumOf(parts).neg(), parts)}`],
    remedy: "nothing, unless the free usage ends",
  };
}
