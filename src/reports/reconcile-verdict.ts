import { Decimal } from "../money/index.js";
import type { Reconciliation, Statement } from "../reconcile/index.js";
import { amountText, fixedText } from "./money-text.js";
import { CAUSE_WORDS, counted, periodText } from "./reconcile-words.js";

/** The answer in one sentence a statement: what was billed, how much of it the ledger explains, what is left. */
export function verdicts(result: Reconciliation): string[] {
  if (result.period === null) return ["Nothing was billed: the files hold no line and name no day."];
  if (!result.quantitiesChecked) return withoutLedger(result);
  return result.statements.map((statement) => verdict(result, statement));
}

export function amountOf(statement: Statement, step: "invoice" | "ledger"): Decimal {
  return statement.bridge.find((line) => line.step === step)?.amount ?? Decimal.zero;
}

export function providersOf(statement: Statement): string {
  const providers = [...new Set(statement.entries.map(({ cell }) => cell.provider))].sort();
  return providers.length === 0 ? "The provider" : providers.join(" and ");
}

function verdict(result: Reconciliation, statement: Statement): string {
  const billed = `${amountText(amountOf(statement, "invoice"))} ${statement.currency}`;
  const verb = result.noMoneyBilled ? "counts usage worth" : "billed";
  const period = result.period === null ? "" : ` for ${periodText(result.period)}`;
  const head = `${providersOf(statement)} ${verb} ${billed}${period}`;
  const explained = `the ledger explains ${percent(statement.coverage.amount)} of it`;
  if (statement.breaks.length === 0) return `Reconciled: ${head}, and ${explained}.`;
  const [largest] = statement.causes;
  const causes = counted(statement.causes.length, "cause");
  const most =
    largest === undefined ? "" : `, the largest: ${CAUSE_WORDS[largest.cause]}, ${amountText(largest.amount)}`;
  return `Not reconciled: ${head}; ${explained}. ${causes} to act on${most}.`;
}

const HUNDRED = Decimal.fromInteger(100);

function percent(share: Decimal | null): string {
  return share === null ? "nothing" : `${fixedText(share.mul(HUNDRED), 2)}%`;
}

function withoutLedger(result: Reconciliation): string[] {
  const { checked, differ, lines, amount } = result.rateCheck;
  const why =
    result.ledger === null ? "there is no ledger" : "the ledger holds no usage of this bill's period and providers";
  const quantities = `Quantities were not checked: ${why}.`;
  const billed = result.statements.map(
    (statement) =>
      `${providersOf(statement)} billed ${amountText(amountOf(statement, "invoice"))} ${statement.currency}`,
  );
  const head = `${billed.join(" and ")}${result.period === null ? "" : ` for ${periodText(result.period)}`}.`;
  if (checked === 0)
    return [head, `No line states a quantity that could be checked against the catalog. ${quantities}`];
  const all = checked === lines ? `all ${counted(lines, "line")}` : `${checked} of ${counted(lines, "line")}`;
  const rates =
    differ === 0
      ? `The rates agree: ${all} could be checked, each to the last digit.`
      : `The rates differ: ${all} could be checked, ${differ} ${differ === 1 ? "differs" : "differ"} from the catalog, by ${amountText(amount)} in all.`;
  return [head, `${rates} ${quantities}`];
}
