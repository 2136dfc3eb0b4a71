import type { Catalog } from "../../catalog/index.js";
import { cacheLifetime, isCacheWrite, type Meter, parseMeter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import { intervalFor } from "../bill-rate.js";
import type { CauseContext, CauseName, CauseTest, Fit } from "../cause.js";
import type { Part } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";
import { type Change, fitsBilled, repriceAll } from "./reprice.js";
import { rateParts } from "./siblings.js";

/** One condition under which the usage may have been billed, though the ledger's events say another. */
interface Hypothesis {
  readonly cause: CauseName;
  /** In words, for the evidence: "the batch rate". */
  readonly words: string;
  /** Null leaves the usage as recorded. */
  changeOf(atom: LedgerAtom): Change | null;
}

/** The billed amount is the quantity at the catalog's rate of the same offer under another condition. */
export const billedConditions: CauseTest = {
  causes: ["batch_rate", "flex_rate", "priority_rate", "regional_uplift", "long_context_rate", "cache_lifetime_rate"],
  klass: 5,
  *find(context): Iterable<Fit> {
    const found = new Map<string, { hypothesis: Hypothesis; parts: Part[]; others: Set<string> }>();
    for (const part of rateParts(context.open)) {
      const fitting = hypothesesFor(part, context.catalog).filter((hypothesis) => fits(part, hypothesis, context));
      const meanings = fitting.filter((one) => !isSameMeaning(one, fitting[0]));
      for (const hypothesis of [fitting[0], ...meanings]) {
        if (hypothesis === undefined) continue;
        const known = found.get(hypothesis.words) ?? { hypothesis, parts: [], others: new Set() };
        known.parts.push(part);
        for (const other of fitting) if (other !== hypothesis) known.others.add(other.words);
        found.set(hypothesis.words, known);
      }
    }
    for (const { hypothesis, parts, others } of found.values()) yield fitOf(hypothesis, parts, [...others]);
  },
};

const TIERS = ["batch", "flex", "priority"] as const;
const TIER_CAUSES = { batch: "batch_rate", flex: "flex_rate", priority: "priority_rate" } as const;

/** Tiers of equal rate are one hypothesis, named by the first; the standard one is named by what the ledger says. */
function isSameMeaning(a: Hypothesis, b: Hypothesis | undefined): boolean {
  const tiers: readonly string[] = Object.values(TIER_CAUSES);
  return b !== undefined && (a.cause === b.cause || (tiers.includes(a.cause) && tiers.includes(b.cause)));
}

function hypothesesFor(part: Part, catalog: Catalog): Hypothesis[] {
  const { ledger } = part.entry.cell;
  return [...tiers(ledger), ...contexts(ledger), ...regions(ledger, catalog), ...lifetimes(ledger)];
}

function tiers(ledger: readonly LedgerAtom[]): Hypothesis[] {
  const recorded = new Set(ledger.map((atom) => atom.conditions.service_tier ?? "standard"));
  const others: Hypothesis[] = TIERS.map((tier) => ({
    cause: TIER_CAUSES[tier],
    words: `the ${tier} rate`,
    changeOf: (atom) => (atom.conditions.service_tier === tier ? null : { conditions: { serviceTier: tier } }),
  }));
  const special = TIERS.find((tier) => recorded.has(tier));
  if (special === undefined) return others;
  const standard: Hypothesis = {
    cause: TIER_CAUSES[special],
    words: `the standard rate, not the ${special} rate`,
    changeOf: (atom) =>
      atom.conditions.service_tier === "standard" ? null : { conditions: { serviceTier: "standard" } },
  };
  return [...others, standard];
}

/** All at the long rate, all at the short one, or exactly the usage above the threshold at the other. */
function contexts(ledger: readonly LedgerAtom[]): Hypothesis[] {
  const names = new Set(ledger.flatMap((atom) => atom.set.context.map((threshold) => threshold.name)));
  return [...names].flatMap((name): Hypothesis[] => [
    {
      cause: "long_context_rate",
      words: `the ${name} context rate for all of it`,
      changeOf: (atom) => ({ conditions: { interval: intervalFor(atom.set, name) } }),
    },
    {
      cause: "long_context_rate",
      words: `the ${name} context rate for the requests whose size is not known`,
      changeOf: (atom) => (atom.interval < 0 ? { conditions: { interval: intervalFor(atom.set, name) } } : null),
    },
    {
      cause: "long_context_rate",
      words: `the short context rate for what passed the threshold of ${name}`,
      changeOf: (atom) => (atom.conditions.context === name ? { conditions: { interval: 0 } } : null),
    },
  ]);
}

function regions(ledger: readonly LedgerAtom[], catalog: Catalog): Hypothesis[] {
  const [first] = ledger;
  const provider = first === undefined ? undefined : catalog.providers.get(first.provider);
  if (provider === undefined) return [];
  const named = ledger.flatMap((atom) => atom.set.rules.flatMap((rule) => rule.when.get("region_class") ?? []));
  const classes = new Set([provider.regions.default, ...named]);
  return [...classes].map((regionClass) => ({
    cause: "regional_uplift",
    words: `the rate of the region class ${regionClass}`,
    changeOf: (atom) => (atom.conditions.region_class === regionClass ? null : { conditions: { regionClass } }),
  }));
}

/** Cache writes at the rate of every other lifetime that the offer prices. */
function lifetimes(ledger: readonly LedgerAtom[]): Hypothesis[] {
  if (!ledger.every((atom) => isCacheWrite(atom.recordedMeter))) return [];
  const meters = new Set<Meter>();
  for (const key of ledger.flatMap((atom) => [...atom.set.rates.keys()])) {
    const meter = parseMeter(key);
    if (meter !== undefined && isCacheWrite(meter)) meters.add(meter);
  }
  return [...meters].map((meter) => ({
    cause: "cache_lifetime_rate",
    words: `the rate of ${meter} (lifetime ${cacheLifetime(meter) || "not stated"})`,
    changeOf: (atom) => (atom.recordedMeter === meter ? null : { meter }),
  }));
}

function fits(part: Part, hypothesis: Hypothesis, { catalog }: CauseContext): boolean {
  const { ledger } = part.entry.cell;
  if (ledger.length === 0 || ledger.every((atom) => hypothesis.changeOf(atom) === null)) return false;
  const amount = repriceAll(catalog, ledger, (atom) => hypothesis.changeOf(atom));
  return amount !== null && !amount.equals(part.entry.numbers.ledgerAmount) && fitsBilled(part.entry, amount);
}

function fitOf(hypothesis: Hypothesis, parts: readonly Part[], others: readonly string[]): Fit {
  const billed = Decimal.sum(parts.map((part) => part.entry.numbers.billed ?? Decimal.zero));
  const recorded = Decimal.sum(parts.map((part) => part.entry.numbers.ledgerAmount));
  const also = others.length === 0 ? [] : [`the same numbers fit ${others.join(" and ")}`];
  return {
    cause: hypothesis.cause,
    owner: "catalog",
    parts,
    evidence: [
      `${billed} is billed, which is the quantity at ${hypothesis.words}; as recorded, the ledger's usage costs ${recorded}`,
      ...also,
    ],
    remedy: `if this usage was meant to have ${hypothesis.words}, record it so; if not, dispute it with the provider`,
  };
}
