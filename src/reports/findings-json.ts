import { countFindings, type FindingsReport, isOk } from "./findings.js";

/** The document of `validate --json`. A finding that is about no offer or model, or no value, has null there. */
export function findingsDocument(report: FindingsReport): unknown {
  return {
    schema: "aimodels/validate/v1",
    ok: isOk(report),
    counts: countFindings(report.findings),
    findings: report.findings.map(({ rule, severity, message, position, value, model, remedy }) => ({
      rule,
      severity,
      message,
      file: position.file,
      line: position.line,
      column: position.column,
      model: model ?? null,
      value: value ?? null,
      remedy,
    })),
  };
}
