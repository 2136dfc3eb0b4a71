import type { PriceSet } from "../../catalog/index.js";
import { formatDay } from "../../meters/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { Part } from "../entries.js";
import { add } from "../split.js";
import { billedIn, counted, entriesOf, money, recordedIn, sumOf } from "../words.js";
import { rateParts } from "./differences.js";
import { fitsBilled, repriceAll } from "./reprice.js";

/** The billed rate is another dated price of the same offer. Conditions are tried before it. */
export const priceChange: CauseTest = {
  causes: ["price_change"],
  klass: 5,
  *find(context): Iterable<Fit> {
    const groups = new Map<PriceSet, Part[]>();
    for (const part of rateParts(context.open)) {
      const set = nearestFitting(part, context);
      if (set !== undefined) add(groups, set, part);
    }
    for (const [set, parts] of groups) yield fitOf(set, parts);
  },
};

function nearestFitting(part: Part, { catalog }: CauseContext): PriceSet | undefined {
  const { ledger } = part.entry.cell;
  const [first] = ledger;
  if (first === undefined || ledger.some((atom) => atom.offer !== first.offer)) return undefined;
  const others = first.offer.prices.filter(
    (set) =>
      set !== first.set && set.currency === first.currency && set.status === "confirmed" && set.price === "rates",
  );
  others.sort((a, b) => Math.abs(a.from - first.at) - Math.abs(b.from - first.at));
  return others.find((set) => {
    const amount = repriceAll(catalog, ledger, () => ({ set }));
    return amount !== null && !amount.equals(part.entry.numbers.ledgerAmount) && fitsBilled(part.entry, amount);
  });
}

function fitOf(set: PriceSet, parts: readonly Part[]): Fit {
  const offer = parts[0]?.entry.cell.values.offer ?? "";
  const [billed, recorded] = [billedIn(parts), recordedIn(parts)];
  return {
    cause: "price_change",
    owner: "catalog",
    parts,
    evidence: [
      `${money(billed, parts)} is billed in ${counted(entriesOf(parts).length, "cell")}, which is the quantity at the price of ${offer} from ${formatDay(set.from)} (${set.position.file}:${set.position.line})`,
      `as recorded, at the price in force on these days, it costs ${money(recorded, parts)}: the rate makes ${money(sumOf(parts), parts)} of difference`,
    ],
    remedy:
      "check on the provider's price page since when that price holds, and correct its dates in the catalog or dispute the bill",
  };
}
