import type { Finding } from "../findings/index.js";
import type { FindingsReport, RuleWords } from "./findings.js";
import { jsonText } from "./json-text.js";

/**
 * SARIF 2.1.0, as GitHub code scanning and other viewers read it.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function findingsSarif(report: FindingsReport): string {
  const rules = describedRules(report);
  const places = new Map(rules.map((rule, index) => [rule.id, index]));
  const driver = { name: "aimodels", rules };
  const results = report.findings.map((finding) => resultOf(finding, places.get(finding.rule)));
  return jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  });
}

/** The rules of the catalog, and after them those of reading its files (yaml, schema, files) that found something. */
function describedRules({ rules, findings }: FindingsReport) {
  const known = new Set(rules.map((rule) => rule.id));
  const others = new Map(
    findings.filter((finding) => !known.has(finding.rule)).map((finding) => [finding.rule, finding]),
  );
  return [
    ...rules.map(descriptor),
    ...[...others.values()].map(({ rule, severity }) => ({ id: rule, ...level(severity) })),
  ];
}

function descriptor({ id, severity, summary, remedy }: RuleWords) {
  return { id, shortDescription: { text: plain(summary) }, help: { text: plain(remedy) }, ...level(severity) };
}

function level(severity: Finding["severity"]) {
  return { defaultConfiguration: { level: severity } };
}

function resultOf({ rule, severity, message, position, remedy }: Finding, ruleIndex: number | undefined) {
  const physicalLocation = {
    artifactLocation: { uri: uriOf(position.file) },
    region: { startLine: position.line, startColumn: position.column },
  };
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: severity,
    message: { text: plain(`${message}. ${remedy}`) },
    locations: [{ physicalLocation }],
  };
}

/** A relative path stays one, from wherever the viewer puts the root; an absolute path becomes a file URI. */
function uriOf(file: string): string {
  // Half a character has no bytes that a URI could escape.
  const whole = file.replace(/\p{Cs}/gu, "\ufffd");
  const path = whole.split("/").map(encodeURIComponent).join("/");
  return file.startsWith("/") ? `file://${path}` : path;
}

/** In a plain text message brackets would make a link (section 3.11.6). */
function plain(text: string): string {
  return text.replace(/[\\[\]]/g, "\\$&");
}
