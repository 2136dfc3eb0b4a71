import { formatDay, formatInstant } from "../meters/index.js";
import { Decimal } from "../money/index.js";
import type { ExcludedSum, InvoiceSummary, RateCheckLine, Reconciliation } from "../reconcile/index.js";
import { amountText, exactText, fixedText, quantityText } from "./money-text.js";
import { breaksText } from "./reconcile-breaks.js";
import { bridgeTable } from "./reconcile-bridge.js";
import { nextCommand } from "./reconcile-next.js";
import { verdicts } from "./reconcile-verdict.js";
import { counted, periodText } from "./reconcile-words.js";
import { styled } from "./style.js";
import type { Terminal } from "./terminal.js";
import { terminalText } from "./terminal-text.js";
import { textTable } from "./text-table.js";
import { wrapText } from "./wrap-text.js";

/** What a finance person reads: the verdict, the tie-out to the file, the bridge, the breaks, what is left out, what to do. */
export function reconcileTable(result: Reconciliation, terminal: Terminal): string {
  const sections = [
    verdictText(result, terminal),
    result.invoices.map((file) => tieOut(file, terminal)).join(""),
    ...statementTexts(result, terminal),
    rateCheckText(result, terminal),
    excludedText(result.excluded, terminal),
    notesText(result.notes, terminal),
    `${styled("Next:", "bold", terminal)} ${terminalText(nextCommand(result))}\n`,
    footText(result, terminal),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function paragraph(text: string, terminal: Terminal): string {
  return wrapText(terminalText(text), terminal.width)
    .map((line) => `${line}\n`)
    .join("");
}

function verdictText(result: Reconciliation, terminal: Terminal): string {
  return verdicts(result)
    .flatMap((sentence) => wrapText(terminalText(sentence), terminal.width))
    .map((line) => `${styled(line, "bold", terminal)}\n`)
    .join("");
}

/** Every row of the file in one of three counts, and the sum of its lines against the total it states. */
function tieOut(file: InvoiceSummary, terminal: Terminal): string {
  const [billed, skipped, rejected] = [file.lines, file.skipped, file.rejected].map((n) => n.toLocaleString("en-US"));
  const rows = `${counted(file.rows, "row")} = ${billed} billed + ${skipped} skipped + ${rejected} rejected`;
  const total = file.total === null ? "quantities only" : `lines add up to ${amountText(file.total)}`;
  const stated = file.statedTotal === null ? "" : `, the file states ${amountText(file.statedTotal)}`;
  const lines = [`${file.path} (${file.format}): ${rows}; ${total}${stated}.`];
  for (const { line, reason } of file.rejects.slice(0, 3)) lines.push(`  line ${line} rejected: ${reason}`);
  if (file.rejected > 3) lines.push(`  ${file.rejected - 3} more rejected; --format json lists them`);
  return lines.map((line) => paragraph(line, terminal)).join("");
}

function statementTexts(result: Reconciliation, terminal: Terminal): string[] {
  const { period } = result;
  if (period === null) return [];
  return result.statements.flatMap((statement) => {
    const bridge = result.quantitiesChecked ? [bridgeTable(statement, terminal)] : chargesTable(statement, terminal);
    return statement.breaks.length === 0 ? bridge : [...bridge, breaksText(statement, period, terminal)];
  });
}

/** Without a ledger there is no bridge to show; what is no usage is set apart all the same. */
function chargesTable(statement: Reconciliation["statements"][number], terminal: Terminal): string[] {
  return statement.charges.length === 0 ? [] : [bridgeTable(statement, terminal)];
}

const MOST_RATES = 10;

function rateCheckText({ rateCheck, quantitiesChecked }: Reconciliation, terminal: Terminal): string {
  const { lines, checked, agree, differ, differing } = rateCheck;
  if (quantitiesChecked && differ === 0) return "";
  const head = `Rate check: ${counted(lines, "line")}, ${checked} checked against the catalog, ${agree} agree, ${differ} differ.\n`;
  if (quantitiesChecked || differ === 0) return paragraph(head.trim(), terminal);
  const rows = differing.slice(0, MOST_RATES).map((line) => ({ cells: rateCells(line) }));
  const more =
    differing.length > MOST_RATES ? `${differing.length - MOST_RATES} more; --format json lists them.\n` : "";
  const columns = [
    { header: "LINE", least: 16 },
    { header: "METER", least: 10, leave: 2 },
    { header: "QUANTITY", align: "right", leave: 3 },
    { header: "BILLED", align: "right" },
    { header: "CATALOG", align: "right" },
    { header: "DIFFERENCE", align: "right" },
  ] as const;
  return `${head}${textTable(columns, rows, terminal)}${more}`;
}

function rateCells(line: RateCheckLine): string[] {
  const { name, meter, quantity, billed, expected, difference } = line;
  return [name, meter, quantityText(quantity), ...[billed, expected, difference].map(rateText)];
}

const MOST_DECIMALS = 8;

/** Every digit, so that a row subtracts, up to what a person still reads. */
function rateText(amount: Decimal): string {
  return amount.decimals() > MOST_DECIMALS ? fixedText(amount, MOST_DECIMALS) : exactText(amount, 2);
}

function excludedText(excluded: readonly ExcludedSum[], terminal: Terminal): string {
  if (excluded.length === 0) return "";
  const lines = excluded.map(({ side, reason, provider, events, amount, currency, names }) => {
    const what = side === "ledger" ? counted(events, "event") : counted(events, "row");
    const money = amount === null ? "amount unknown" : `${amountText(amount)} ${currency ?? ""}`.trim();
    const which = names.length === 0 ? "" : ` (${names.join(", ")})`;
    return paragraph(`- ${provider}: ${what}, ${money}: ${reason}${which}.`, terminal);
  });
  return `Not included in any figure above:\n${lines.join("")}`;
}

function notesText(notes: readonly string[], terminal: Terminal): string {
  return notes.map((note) => paragraph(`Note: ${note}.`, terminal)).join("");
}

function footText(result: Reconciliation, terminal: Terminal): string {
  const { catalog, ledger, tolerance, period } = result;
  const checked = catalog.checked === null ? "" : `, prices checked until ${formatDay(catalog.checked)}`;
  const commit = catalog.git === null ? catalog.contentHash.slice(0, 12) : catalog.git.commit.slice(0, 12);
  const dirty = catalog.git?.dirty === true ? " with uncommitted changes" : "";
  const held =
    ledger === null
      ? "No ledger."
      : `Ledger: ${counted(ledger.events, "event")}${ledger.through === null ? "" : ` through ${formatInstant(ledger.through)}`}.`;
  const ratio = exactText(tolerance.ratio.mul(Decimal.fromInteger(100)));
  const words = [
    period === null ? "" : `Period: ${periodText(period)}.`,
    `Catalog: ${commit}${dirty}${checked}.`,
    held,
    `Tolerance: ${ratio}% and ${exactText(tolerance.amount)}.`,
  ];
  return wrapText(terminalText(words.filter((word) => word !== "").join(" ")), terminal.width)
    .map((line) => `${styled(line, "dim", terminal)}\n`)
    .join("");
}
