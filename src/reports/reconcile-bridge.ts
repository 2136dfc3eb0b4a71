import { Decimal } from "../money/index.js";
import type { BridgeLine, Statement } from "../reconcile/index.js";
import { type AmountColumn, commonFooting, fixedText, ROUNDED_NOTE } from "./money-text.js";
import { STEP_WORDS } from "./reconcile-words.js";
import type { Terminal } from "./terminal.js";
import { type TableRow, textTable } from "./text-table.js";

/** A step of the bridge as it is printed: what it is, and its amounts as text that foots. */
export interface PrintedStep {
  readonly step: BridgeLine["step"];
  readonly words: string;
  readonly amount: string;
  readonly inBreaks: string;
  readonly withinTolerance: string;
}

export interface PrintedBridge {
  readonly steps: readonly PrintedStep[];
  readonly foots: boolean;
}

/** The steps that are not 0, with first and last always, in as few decimals as let the column add up. */
export function printedBridge({ bridge }: Statement): PrintedBridge {
  const shown = bridge.filter(
    ({ step, amount, inBreaks }) => isEnd(step) || !amount.isZero() || inBreaks?.isZero() === false,
  );
  const parts = shown.filter(({ step }) => step !== "invoice").map(({ amount }) => amount);
  const total = bridge.find(({ step }) => step === "invoice")?.amount ?? Decimal.zero;
  const columns: AmountColumn[] = [{ parts, total }];
  for (const { amount, inBreaks, withinTolerance } of shown) {
    if (inBreaks !== undefined && withinTolerance !== undefined) {
      columns.push({ parts: [inBreaks, withinTolerance], total: amount });
    }
  }
  const { decimals, foots } = commonFooting(columns);
  const text = (value: Decimal | undefined): string => (value === undefined ? "" : fixedText(value, decimals));
  const steps = shown.map(({ step, amount, inBreaks, withinTolerance }) => ({
    step,
    words: STEP_WORDS[step],
    amount: text(amount),
    inBreaks: text(inBreaks),
    withinTolerance: text(withinTolerance),
  }));
  return { steps, foots };
}

function isEnd(step: BridgeLine["step"]): boolean {
  return step === "ledger" || step === "invoice";
}

export function bridgeTable(statement: Statement, terminal: Terminal): string {
  const { steps, foots } = printedBridge(statement);
  const rows: TableRow[] = steps.map(({ step, words, amount, inBreaks, withinTolerance }) => ({
    cells: [words, amount, inBreaks, withinTolerance],
    rule: step === "invoice",
  }));
  const columns = [
    { header: `FROM THE LEDGER TO THE INVOICE, ${statement.currency}`, least: 24 },
    { header: "AMOUNT", align: "right" },
    { header: "IN BREAKS", align: "right", leave: 2 },
    { header: "TOLERATED", align: "right", leave: 1 },
  ] as const;
  return `${textTable(columns, rows, terminal)}${foots ? "" : `${ROUNDED_NOTE}\n`}`;
}
