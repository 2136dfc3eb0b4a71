import type { Finding } from "../findings/index.js";
import type { FindingsReport } from "./findings.js";
import { xmlText } from "./xml-text.js";

/**
 * JUnit XML as CI servers read it: a suite a file, a test case a finding. Errors fail (with `--strict` warnings too); other
 * warnings pass, with their text as output. A check that finds nothing is one case that passes.
 */
export function findingsJunit(report: FindingsReport): string {
  const suites = [...suitesOf(report)];
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
  const tests = suites.reduce((sum, suite) => sum + suite.cases.length, 0);
  const head = `<testsuites name="aimodels validate" tests="${tests}" failures="${failures}" errors="0">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${suites.map(suiteXml).join("")}</testsuites>\n`;
}

interface Suite {
  readonly name: string;
  readonly failures: number;
  readonly cases: readonly string[];
}

function* suitesOf({ findings, strict, subject }: FindingsReport): Generator<Suite> {
  if (findings.length === 0) {
    const passed = `<testcase classname="${xmlText(subject)}" name="all rules"/>`;
    yield { name: subject, failures: 0, cases: [passed] };
  }
  for (const file of new Set(findings.map((finding) => finding.position.file))) {
    const own = findings.filter((finding) => finding.position.file === file);
    const failures = own.filter((finding) => fails(finding, strict)).length;
    yield { name: file, failures, cases: own.map((finding) => caseXml(finding, strict)) };
  }
}

function suiteXml({ name, failures, cases }: Suite): string {
  const head = `  <testsuite name="${xmlText(name)}" tests="${cases.length}" failures="${failures}" errors="0">`;
  return `${head}\n${cases.map((one) => `    ${one}\n`).join("")}  </testsuite>\n`;
}

function fails({ severity }: Finding, strict: boolean): boolean {
  return strict || severity === "error";
}

function caseXml(finding: Finding, strict: boolean): string {
  const { rule, severity, message, position, remedy, model } = finding;
  const place = `${position.line}:${position.column}`;
  const name = [rule, ...(model === undefined ? [] : [model]), place].map(xmlText).join(" ");
  const file = xmlText(position.file);
  const text = `${severity}: ${xmlText(message)}&#10;${file}:${place}&#10;${xmlText(remedy)}`;
  const inner = fails(finding, strict)
    ? `<failure type="${xmlText(rule)}" message="${xmlText(message)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `<testcase classname="${file}" name="${name}" file="${file}" line="${position.line}">${inner}</testcase>`;
}
