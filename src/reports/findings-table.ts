import type { Finding } from "../findings/index.js";
import { countFindings, countWords, type FindingsReport, isOk } from "./findings.js";
import { styled } from "./style.js";
import type { Terminal } from "./terminal.js";
import { terminalText } from "./terminal-text.js";
import { widthOf, wrapText } from "./wrap-text.js";

/** Findings of one rule with one message in one file: shown once, with all their places. */
interface SameFindings {
  readonly first: Finding;
  readonly all: readonly Finding[];
}

const MOST_PLACES = 8;
const INDENT = "  ";

/**
 * For a person at a terminal: by file, each finding with line:column, severity, what it is about, the message and what to
 * do; then a line that counts and says whether the check passed.
 */
export function findingsTable(report: FindingsReport, terminal: Terminal): string {
  const blocks = [...byFile(report.findings)].map(([file, findings]) => fileBlock(file, findings, terminal));
  return [...blocks, closingLines(report, terminal)].join("\n");
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = files.get(finding.position.file);
    if (known === undefined) files.set(finding.position.file, [finding]);
    else known.push(finding);
  }
  return files;
}

function fileBlock(file: string, findings: readonly Finding[], terminal: Terminal): string {
  const groups = merged(findings);
  const width = Math.max(...groups.map(({ first }) => placeOf(first).length));
  const lines = groups.flatMap((group) => groupLines(group, width, terminal));
  return [styled(terminalText(file), "bold", terminal), ...lines, ""].join("\n");
}

function merged(findings: readonly Finding[]): SameFindings[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = JSON.stringify([finding.rule, finding.severity, finding.message, finding.remedy]);
    const known = groups.get(same);
    if (known === undefined) groups.set(same, [finding]);
    else known.push(finding);
  }
  return [...groups.values()].flatMap((all) => (all[0] === undefined ? [] : [{ first: all[0], all }]));
}

function groupLines({ first, all }: SameFindings, width: number, terminal: Terminal): string[] {
  const place = placeOf(first).padStart(width);
  const severity = first.severity.padEnd("warning".length);
  const head = `${INDENT}${place}  `;
  const indent = " ".repeat(widthOf(head) + severity.length + 2);
  const about = [first.rule, ...(first.model === undefined ? [] : [first.model])].map(terminalText).join(" · ");
  const room = Math.max(20, terminal.width - indent.length);
  const rest = [...wrapText(terminalText(first.message), room), ...otherPlaces(all, room), ...remedyLines(first, room)];
  const painted = styled(severity, first.severity === "error" ? "red" : "yellow", terminal);
  return [`${head}${painted}  ${styled(about, "dim", terminal)}`, ...rest.map((line) => `${indent}${line}`)];
}

function otherPlaces(all: readonly Finding[], room: number): string[] {
  if (all.length === 1) return [];
  const shown = all.slice(1, 1 + MOST_PLACES).map((finding) => String(finding.position.line));
  const more = all.length - 1 - shown.length;
  const lines = `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return wrapText(`the same in line${all.length === 2 ? "" : "s"} ${lines}`, room);
}

function remedyLines({ remedy }: Finding, room: number): string[] {
  return wrapText(terminalText(remedy), room - 2).map((line, index) => `${index === 0 ? "→" : " "} ${line}`);
}

function placeOf({ position }: Finding): string {
  return `${position.line}:${position.column}`;
}

function closingLines(report: FindingsReport, terminal: Terminal): string {
  const counts = countFindings(report.findings);
  const ok = isOk(report);
  const sign = styled(ok ? "ok" : "not valid", ok ? "green" : "red", terminal);
  const extent = report.extent === "" ? "" : ` (${report.extent})`;
  const why = ok || counts.errors > 0 ? "" : "; --strict makes warnings fail";
  return `${terminalText(report.subject)}: ${sign}: ${countWords(counts)}${extent}${why}\n`;
}
