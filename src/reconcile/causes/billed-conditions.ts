import type { Catalog } from "../../catalog/index.js";
import { cacheLifetime, isCacheWrite, type Meter, parseMeter } from "../../meters/index.js";
import { intervalFor } from "../bill-rate.js";
import type { CauseContext, CauseName, CauseTest, Fit } from "../cause.js";
import type { Part } from "../entries.js";
import type { LedgerAtom } from "../ledger-atom.js";
import { billedIn, counted, entriesOf, listed, money, recordedIn, sumOf } from "../words.js";
import { rateParts } from "./differences.js";
import { type Change, fitsBilled, repriceAll } from "./reprice.js";

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
    const found = new Map<string, Found>();
    for (const part of rateParts(context.open)) {
      const fitting = hypothesesFor(part, context.catalog).filter((hypothesis) => fits(part, hypothesis, context));
      for (const [index, hypothesis] of fitting.entries()) {
        const known = found.get(hypothesis.words) ?? { hypothesis, parts: [], named: false };
        known.parts.push(part);
        if (index === 0 || !isSameMeaning(hypothesis, fitting[0])) known.named = true;
        found.set(hypothesis.words, known);
      }
    }
    for (const one of found.values()) if (one.named) yield fitOf(one, alsoFitting(one, [...found.values()]));
  },
};

/** The parts that a hypothesis fits, and whether it stands for itself: one of equal meaning and rate may stand for it. */
interface Found {
  readonly hypothesis: Hypothesis;
  readonly parts: Part[];
  named: boolean;
}

/** Other conditions that fit all the same parts: a person should know that the numbers do not tell them apart. */
function alsoFitting({ hypothesis, parts }: Found, all: readonly Found[]): string[] {
  const others = all.filter((other) => other.hypothesis !== hypothesis && other.parts.length >= parts.length);
  return others
    .filter((other) => {
      const covered = new Set(other.parts);
      return parts.every((part) => covered.has(part));
    })
    .map((other) => other.hypothesis.words);
}

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

function fitOf({ hypothesis, parts }: Found, others: readonly string[]): Fit {
  const [billed, recorded] = [billedIn(parts), recordedIn(parts)];
  const also = others.length === 0 ? [] : [`the same numbers fit ${listed(others)}`];
  return {
    cause: hypothesis.cause,
    owner: "catalog",
    parts,
    evidence: [
      `${money(billed, parts)} is billed in ${counted(entriesOf(parts).length, "cell")}, which is the quantity at ${hypothesis.words}`,
      `as recorded, the ledger's usage costs ${money(recorded, parts)}: the rate makes ${money(sumOf(parts), parts)} of difference`,
      ...also,
    ],
    remedy: `if this usage was meant to have ${hypothesis.words}, record it so; if not, dispute it with the provider`,
  };
}
