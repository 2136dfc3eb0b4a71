import { Decimal } from "../../money/index.js";
import { quantityText } from "../../reports/money-text.js";
import type { Terminal } from "../../reports/terminal.js";
import { terminalText } from "../../reports/terminal-text.js";
import { type Column, textTable } from "../../reports/text-table.js";
import { wrapText } from "../../reports/wrap-text.js";
import { type ImportedFile, type ImportReport, sumOf } from "./import-counts.js";

const COLUMNS: readonly Column[] = [
  { header: "FILE", least: 20 },
  { header: "KIND", leave: 1 },
  { header: "READ", align: "right" },
  { header: "NEW", align: "right" },
  { header: "KNOWN", align: "right" },
  { header: "CONFLICTS", align: "right" },
  { header: "REJECTED", align: "right" },
  { header: "SKIPPED", align: "right", leave: 2 },
];

const MOST_FILES = 40;
const MOST_PROBLEMS = 20;

/** What an import did, for a person: a sentence, the files, what went wrong. */
export function importTable(report: ImportReport, terminal: Terminal): string {
  return [verdict(report), fileTable(report.files, terminal), problemList(report, terminal), skippedList(report.files)]
    .filter((part) => part !== "")
    .join("\n");
}

function verdict({ files, problems }: ImportReport): string {
  const [inserted, existing, read] = [sumOf(files, "inserted"), sumOf(files, "existing"), sumOf(files, "read")];
  if (read === 0 && problems.length === 0) return "There was no usage to read.\n";
  const parts = [`${counted(inserted, "event is", "events are")} new in the ledger`];
  if (existing > 0) parts.push(`${counted(existing, "was", "were")} there already`);
  const conflicts = sumOf(files, "conflicts");
  if (conflicts > 0) parts.push(`${counted(conflicts, "contradicts", "contradict")} what is there and did not count`);
  const rejected = sumOf(files, "rejected");
  if (rejected > 0) parts.push(`${counted(rejected, "was", "were")} rejected${rejectedTokens(files)}`);
  return `${parts.join(", ")}.\n`;
}

function rejectedTokens(files: readonly ImportedFile[]): string {
  const tokens = files.reduce((sum, file) => sum.add(file.rejectedTokens), Decimal.zero);
  return tokens.isZero() ? "" : ` (${quantityText(tokens)} tokens that no total holds)`;
}

function fileTable(files: readonly ImportedFile[], terminal: Terminal): string {
  const rows = files.slice(0, MOST_FILES).map((file) => ({
    cells: [
      file.path,
      file.format ?? "not read",
      ...[file.read, file.inserted, file.existing, file.conflicts, file.rejected, file.skippedRecords].map(number),
    ],
  }));
  const more = files.length > MOST_FILES ? `and ${number(files.length - MOST_FILES)} more files\n` : "";
  return textTable(COLUMNS, rows, terminal) + more;
}

function problemList({ problems }: ImportReport, terminal: Terminal): string {
  const lines = problems.slice(0, MOST_PROBLEMS).flatMap(({ file, line, kind, reason }) => {
    const place = line === null ? file : `${file}:${line}`;
    return wrapText(terminalText(`${place}: ${kind}: ${reason}`), terminal.width);
  });
  if (problems.length > MOST_PROBLEMS) {
    lines.push(`and ${number(problems.length - MOST_PROBLEMS)} more; --json lists them all`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

function skippedList(files: readonly ImportedFile[]): string {
  const reasons = new Map<string, number>();
  for (const file of files) {
    for (const [reason, count] of file.skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  const lines = [...reasons].map(([reason, count]) => `skipped ${number(count)}: ${terminalText(reason)}\n`);
  return lines.join("");
}

function counted(count: number, one: string, several: string): string {
  return `${number(count)} ${count === 1 ? one : several}`;
}

function number(count: number): string {
  return quantityText(Decimal.fromInteger(count));
}
