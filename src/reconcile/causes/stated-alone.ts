import { isCacheWrite } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import type { CauseContext, CauseTest, Fit } from "../cause.js";
import type { CellDimension, CellValues } from "../cell-dimensions.js";
import type { Part } from "../entries.js";
import { sharedGroups } from "../shared-groups.js";
import { add } from "../split.js";
import { counted, entriesOf, listed, money, sumOf } from "../words.js";
import { within } from "./differences.js";
import { causeOfGrade, changeTo, GRADE_WORDS } from "./grades.js";
import { repriceAll } from "./reprice.js";

const GRADES = ["service_tier", "context", "region_class", "meter"] as const;
type Grade = (typeof GRADES)[number];

/**
 * A bill without quantities states one tier, context, region or lifetime, and the ledger recorded another: each side stands
 * alone, and the ledger's usage at the condition stated costs what is billed. With quantities, regrading joins the two.
 */
export const statedAlone: CauseTest = {
  causes: ["batch_rate", "flex_rate", "priority_rate", "long_context_rate", "regional_uplift", "cache_lifetime_rate"],
  klass: 2,
  *find(context): Iterable<Fit> {
    const alone = context.open.filter(isAlone);
    if (!alone.some((part) => part.step === "invoice_only")) return;
    for (const grade of GRADES) {
      const found = new Map<string, Part[]>();
      for (const group of groupsOf(alone, grade)) {
        const [billed, recorded] = [booked(group, "invoice_only", grade), booked(group, "ledger_only", grade)];
        const [value] = billed;
        if (value === undefined || billed.length > 1 || recorded.length === 0 || recorded.includes(value)) continue;
        if (costsWhatIsBilled(group, grade, value, context)) {
          for (const part of group) add(found, `${value}\u0000${listed(recorded)}`, part);
        }
      }
      for (const [names, parts] of found) yield fitOf(parts, grade, names.split("\u0000"));
    }
  },
};

function isAlone({ step, entry }: Part): boolean {
  const { cell, numbers } = entry;
  if (cell.values.offer === undefined || cell.klass !== "tokens") return false;
  return step === "ledger_only" || (step === "invoice_only" && numbers.billedQuantity === null);
}

function groupsOf(parts: readonly Part[], grade: Grade): Part[][] {
  const coarse = new Map<string, Part[]>();
  for (const part of parts) {
    const { values } = part.entry.cell;
    const meter = values.meter ?? "";
    if (values[grade] === undefined || (grade === "meter" && !isCacheWrite(meter))) continue;
    add(coarse, `${values.offer} ${grade === "meter" ? "" : meter}`, part);
  }
  const but = new Set<CellDimension>([grade, "meter"]);
  return [...coarse.values()].flatMap((group) => sharedGroups(group, valuesOf, but));
}

function valuesOf({ entry }: Part): CellValues {
  return entry.cell.values;
}

function booked(parts: readonly Part[], step: Part["step"], grade: Grade): string[] {
  const own = parts.filter((part) => part.step === step).flatMap((part) => part.entry.cell.values[grade] ?? []);
  return [...new Set(own)].sort();
}

function costsWhatIsBilled(parts: readonly Part[], grade: Grade, value: string, { catalog }: CauseContext): boolean {
  const entries = entriesOf(parts);
  const ledger = entries.flatMap(({ cell }) => cell.ledger);
  const amount = repriceAll(catalog, ledger, (atom) => changeTo(grade, value, atom.set));
  if (amount === null) return false;
  const billed = Decimal.sum(entries.flatMap(({ numbers }) => numbers.billed ?? []));
  const bound = Decimal.sum(entries.map(({ numbers }) => numbers.roundingBound));
  return within(billed.sub(amount), bound);
}

function fitOf(parts: readonly Part[], grade: Grade, [value = "", recorded = ""]: readonly string[]): Fit {
  const billed = parts.filter((part) => part.step === "invoice_only");
  const used = parts.filter((part) => part.step === "ledger_only");
  const { words, thing } = GRADE_WORDS[grade];
  return {
    cause: causeOfGrade(grade, [value], [recorded]),
    owner: "engineering",
    parts,
    evidence: [
      `the bill states ${words} ${value}, the ledger recorded ${recorded}, in ${counted(entriesOf(billed).length, "cell")}`,
      `${money(sumOf(billed), parts)} is billed, which is what the ledger's usage costs as stated; as recorded it costs ${money(sumOf(used).neg(), parts)}`,
    ],
    remedy: `record the ${thing} that the response states, and correct the events of these cells`,
  };
}
