import type { Finding } from "../findings/index.js";
import { countFindings, countWords, type FindingsReport } from "./findings.js";
import { terminalText } from "./terminal-text.js";

/**
 * Workflow commands that GitHub Actions turns into annotations on the lines of a pull request, and a line that counts.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function findingsGithub(report: FindingsReport): string {
  const counts = `${terminalText(report.subject)}: ${countWords(countFindings(report.findings))}`;
  // A name from outside must not begin a command of its own.
  return [...report.findings.map(annotation), counts.replace(/^(?=\s*::)/, "./")].map((line) => `${line}\n`).join("");
}

function annotation({ rule, severity, message, position, remedy }: Finding): string {
  const place = `file=${property(position.file)},line=${position.line},col=${position.column}`;
  return `::${severity} ${place},title=${property(rule)}::${data(message)}%0A${data(remedy)}`;
}

/** A command ends with its line, and `%` begins an escape. Other controls are written out. */
function data(text: string): string {
  return terminalText(text).replaceAll("%", "%25");
}

/** In a property, `:` and `,` would end it. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
