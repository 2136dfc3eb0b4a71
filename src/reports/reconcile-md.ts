import type { Reconciliation, Statement } from "../reconcile/index.js";
import { markdownTable, markdownText } from "./markdown-text.js";
import { amountText } from "./money-text.js";
import { placeText } from "./reconcile-breaks.js";
import { printedBridge } from "./reconcile-bridge.js";
import { nextCommand } from "./reconcile-next.js";
import { verdicts } from "./reconcile-verdict.js";
import { CAUSE_WORDS, counted, OWNER_WORDS, periodText } from "./reconcile-words.js";

/** The reconciliation as a Markdown page, for a ticket or a pull request. */
export function reconcileMarkdown(result: Reconciliation): string {
  const title = result.period === null ? "# Reconciliation" : `# Reconciliation, ${periodText(result.period)}`;
  const sections = [
    title,
    verdicts(result).map(markdownText).join("\n\n"),
    files(result),
    ...result.statements.flatMap((statement) => statementSections(statement, result)),
    excluded(result),
    result.notes.map((note) => `- ${markdownText(note)}`).join("\n"),
    `Next: \`${nextCommand(result).replaceAll("`", "'")}\``,
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function files({ invoices }: Reconciliation): string {
  const columns = [
    { header: "File" },
    { header: "Format" },
    { header: "Rows", align: "right" },
    { header: "Billed", align: "right" },
    { header: "Skipped", align: "right" },
    { header: "Rejected", align: "right" },
    { header: "Total", align: "right" },
  ] as const;
  const rows = invoices.map((file) => ({
    cells: [
      file.path,
      file.format,
      String(file.rows),
      String(file.lines),
      String(file.skipped),
      String(file.rejected),
      file.total === null ? "quantities only" : amountText(file.total),
    ],
  }));
  return markdownTable(columns, rows).trimEnd();
}

function statementSections(statement: Statement, { period }: Reconciliation): string[] {
  const { steps, foots } = printedBridge(statement);
  const columns = [
    { header: `From the ledger to the invoice, ${statement.currency}` },
    { header: "Amount", align: "right" },
    { header: "In breaks", align: "right" },
    { header: "Tolerated", align: "right" },
  ] as const;
  const rows = steps.map(({ words, amount, inBreaks, withinTolerance }) => ({
    cells: [words, amount, inBreaks, withinTolerance],
  }));
  const bridge = `${markdownTable(columns, rows).trimEnd()}${foots ? "" : "\n\nPrinted figures are rounded."}`;
  if (statement.breaks.length === 0 || period === null) return [bridge];
  const breaks = statement.breaks.map((found, index) => {
    const title = found.kind === "small_differences" ? "many small differences" : CAUSE_WORDS[found.cause];
    const why = found.evidence.map((evidence) => `   - ${markdownText(evidence)}`).join("\n");
    const who = `   - **${markdownText(OWNER_WORDS[found.owner])}**: ${markdownText(found.remedy)}`;
    const amount = amountText(found.amount);
    return `${index + 1}. **${markdownText(title)}: ${amount}** (${markdownText(placeText(found, period))})\n${why}\n${who}`;
  });
  return [bridge, `## ${counted(statement.breaks.length, "break")}`, breaks.join("\n")];
}

function excluded({ excluded: left }: Reconciliation): string {
  if (left.length === 0) return "";
  const lines = left.map(({ side, reason, provider, events, amount, currency }) => {
    const what = side === "ledger" ? counted(events, "event") : counted(events, "row");
    const money = amount === null ? "amount unknown" : `${amountText(amount)} ${currency ?? ""}`.trim();
    return `- ${markdownText(`${provider}: ${what}, ${money}: ${reason}`)}`;
  });
  return `## Not included\n\n${lines.join("\n")}`;
}
