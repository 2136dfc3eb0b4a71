import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellEntry, Part } from "../entries.js";
import { counted, entriesOf, money, sumOf } from "../words.js";
import { quantityDifference, quantityParts, within } from "./differences.js";

const OUTPUT = "output";

/** Output is off by exactly the reasoning tokens recorded: added to an output that includes them, or left out of it. */
export const reasoning: CauseTest = {
  causes: ["reasoning_counted_twice", "reasoning_not_recorded"],
  klass: 3,
  *find(context): Iterable<Fit> {
    const outputs = quantityParts(context.open).filter((part) => part.entry.cell.values.meter === OUTPUT);
    const twice = outputs.filter((part) => isOffBy(part.entry, (memo) => memo.neg()));
    if (twice.length > 0) yield fitOf(twice, "reasoning_counted_twice", "more");
    const left = outputs.filter((part) => isOffBy(part.entry, (memo) => memo));
    if (left.length > 0) yield fitOf(left, "reasoning_not_recorded", "fewer");
    else if (shortOnOutputAlone(outputs, context)) yield shortFit(outputs);
  },
};

function memoOf(entry: CellEntry): Decimal | null {
  let memo = Decimal.zero;
  for (const atom of entry.cell.ledger) {
    if (atom.reasoning === null) return null;
    memo = memo.add(atom.reasoning);
  }
  return memo.isZero() ? null : memo;
}

function isOffBy(entry: CellEntry, expected: (memo: Decimal) => Decimal): boolean {
  const memo = memoOf(entry);
  if (memo === null) return false;
  const difference = quantityDifference(entry);
  if (difference !== null) return difference.equals(expected(memo));
  const { rate, difference: amount, roundingBound } = entry.numbers;
  return rate !== null && within(amount.sub(expected(memo).mul(rate)), roundingBound);
}

/** Every output cell of a reasoning model is short, and nothing else of these models is. */
function shortOnOutputAlone(outputs: readonly Part[], context: CauseContext): boolean {
  if (outputs.length === 0 || !outputs.every((part) => isShort(part, context))) return false;
  return context.entries
    .filter(({ cell }) => cell.values.meter === OUTPUT && cell.ledger.length > 0 && isReasoning(cell.ledger, context))
    .every((entry) => outputs.some((part) => part.entry === entry));
}

function isShort(part: Part, context: CauseContext): boolean {
  const { cell } = part.entry;
  if (part.amount.sign() <= 0 || !isReasoning(cell.ledger, context)) return false;
  if (cell.ledger.some((atom) => atom.reasoning !== null && !atom.reasoning.isZero())) return false;
  const inputs = context.cells.siblingsOf(part.entry, "meter").filter((entry) => entry.cell.ledger.length > 0);
  return inputs.length > 0 && !inputs.some((entry) => context.differs(entry));
}

function isReasoning(atoms: CellEntry["cell"]["ledger"], { catalog }: CauseContext): boolean {
  return atoms.every(({ offer }) => {
    const model = offer.model === null ? undefined : catalog.models.get(offer.model);
    return model?.capabilities.includes("reasoning") === true;
  });
}

function fitOf(
  parts: readonly Part[],
  cause: "reasoning_counted_twice" | "reasoning_not_recorded",
  way: "more" | "fewer",
): Fit {
  const memo = Decimal.sum(parts.flatMap((part) => memoOf(part.entry) ?? []));
  const recorded = Decimal.sum(parts.map((part) => part.entry.numbers.ledgerQuantity));
  const billed = way === "more" ? recorded.sub(memo) : recorded.add(memo);
  return {
    cause,
    owner: "engineering",
    parts,
    evidence: [
      `in ${counted(entriesOf(parts).length, "cell")} the ledger holds ${recorded} output tokens where ${billed} are billed: ${memo} ${way}`,
      `${memo} is exactly the number of reasoning tokens recorded beside them`,
    ],
    remedy:
      cause === "reasoning_counted_twice"
        ? "do not add reasoning tokens to an output count that includes them"
        : "record the output with its reasoning tokens: they are billed as output",
  };
}

function shortFit(parts: readonly Part[]): Fit {
  return {
    cause: "reasoning_not_recorded",
    owner: "engineering",
    parts,
    evidence: [
      `the output of every reasoning model is short in the ledger, in ${counted(entriesOf(parts).length, "cell")}, by ${money(sumOf(parts), parts)} at its rate, while their input agrees`,
      "no reasoning tokens are recorded for them",
    ],
    remedy: "record the output with its reasoning tokens: they are billed as output",
  };
}
