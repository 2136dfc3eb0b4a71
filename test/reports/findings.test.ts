import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/findings/index.js";
import { countWords, type FindingsReport, isOk } from "../../src/reports/findings.js";
import { findingsGithub } from "../../src/reports/findings-github.js";
import { findingsDocument } from "../../src/reports/findings-json.js";
import { findingsJunit } from "../../src/reports/findings-junit.js";
import { findingsSarif } from "../../src/reports/findings-sarif.js";
import { findingsTable } from "../../src/reports/findings-table.js";

const TERMINAL = { width: 80, color: false };

const dear: Finding = {
  rule: "cache-read-below-input",
  severity: "error",
  message: "cache_read at 2.5 is not below uncached_input at 2.5 by default; expected between 0.008 and 0.6 of it",
  position: { file: "catalog/providers/openai.yaml", line: 41, column: 9 },
  value: "2.5",
  model: "openai/gpt-4o",
  remedy: "compare cache_read and uncached_input with the source",
};

function stale(file: string, line: number, model: string): Finding {
  const message = "the price was last checked on 2026-09-23, 59 days ago";
  const remedy = "look at the source";
  return { rule: "stale-price", severity: "warning", message, position: { file, line, column: 7 }, model, remedy };
}

const broken: Finding = {
  rule: "yaml",
  severity: "error",
  message: "expected one key of a name, found it twice",
  position: { file: "catalog/providers/xai.yaml", line: 2, column: 1 },
  remedy: "Keep one of the two.",
};

function reportOf(findings: readonly Finding[], strict = false): FindingsReport {
  const rules = [
    { id: "cache-read-below-input", severity: "error", summary: "Cached input is too dear.", remedy: "Compare." },
    { id: "stale-price", severity: "warning", summary: "Nobody has looked [for a month].", remedy: "Look." },
  ] as const;
  return { findings, subject: "catalog", extent: "3 offers, 2 models, 4 price sets", strict, rules };
}

const three = reportOf([dear, stale("catalog/providers/openai.yaml", 52, "openai/gpt-4o-mini"), broken]);

describe("whether a check passed", () => {
  it("is decided by errors alone", () => {
    expect(isOk(reportOf([stale("a.yaml", 1, "openai/o3")]))).toBe(true);
    expect(isOk(reportOf([dear]))).toBe(false);
  });

  it("is decided by warnings too where the check is strict", () => {
    expect(isOk(reportOf([stale("a.yaml", 1, "openai/o3")], true))).toBe(false);
    expect(isOk(reportOf([], true))).toBe(true);
  });

  it("is said with counts a person would write", () => {
    expect(countWords({ errors: 1, warnings: 0 })).toBe("1 error, no warnings");
    expect(countWords({ errors: 0, warnings: 12 })).toBe("no errors, 12 warnings");
  });
});

describe("findings as a table", () => {
  it("stand by file with place, severity, message and remedy, and a line that counts", () => {
    expect(findingsTable(three, TERMINAL)).toBe(`catalog/providers/openai.yaml
  41:9  error    cache-read-below-input · openai/gpt-4o
                 cache_read at 2.5 is not below uncached_input at 2.5 by
                 default; expected between 0.008 and 0.6 of it
                 → compare cache_read and uncached_input with the source
  52:7  warning  stale-price · openai/gpt-4o-mini
                 the price was last checked on 2026-09-23, 59 days ago
                 → look at the source

catalog/providers/xai.yaml
  2:1  error    yaml
                expected one key of a name, found it twice
                → Keep one of the two.

catalog: not valid: 2 errors, 1 warning (3 offers, 2 models, 4 price sets)
`);
  });

  it("shows what is said of many prices once, with the lines of the others", () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      stale("catalog/providers/openai.yaml", 10 + index, "openai/o3"),
    );
    const text = findingsTable(reportOf(many), TERMINAL);
    expect(text.match(/59 days ago/g)).toHaveLength(1);
    expect(text).toContain("the same in lines 11, 12, 13, 14, 15, 16, 17, 18 and 3 more");
    expect(text).toContain("catalog: ok: no errors, 12 warnings");
  });

  it("says that it was strict where only warnings failed", () => {
    const text = findingsTable(reportOf([stale("a.yaml", 1, "openai/o3")], true), TERMINAL);
    expect(text).toContain(
      "not valid: no errors, 1 warning (3 offers, 2 models, 4 price sets); --strict makes warnings fail",
    );
  });

  it("is one line where nothing was found", () => {
    const text = findingsTable(reportOf([]), TERMINAL);
    expect(text).toBe("catalog: ok: no errors, no warnings (3 offers, 2 models, 4 price sets)\n");
  });
});

describe("findings as JSON", () => {
  it("have the keys that scripts rely on", () => {
    expect(findingsDocument(reportOf([dear]))).toEqual({
      schema: "aimodels/validate/v1",
      ok: false,
      counts: { errors: 1, warnings: 0 },
      findings: [
        {
          rule: "cache-read-below-input",
          severity: "error",
          message: dear.message,
          file: "catalog/providers/openai.yaml",
          line: 41,
          column: 9,
          model: "openai/gpt-4o",
          value: "2.5",
          remedy: "compare cache_read and uncached_input with the source",
        },
      ],
    });
  });

  it("have null for a model that a finding is not about", () => {
    expect(findingsDocument(reportOf([broken]))).toMatchObject({ findings: [{ model: null, value: null }] });
  });
});

describe("findings as SARIF", () => {
  it("refer to their rule, and to one of reading files after the rules", () => {
    const log = JSON.parse(findingsSarif(three));
    const [run] = log.runs;
    const ids = run.tool.driver.rules.map((rule: { id: string }) => rule.id);
    expect(log).toMatchObject({ version: "2.1.0", runs: [{ columnKind: "utf16CodeUnits" }] });
    expect(ids).toEqual(["cache-read-below-input", "stale-price", "yaml"]);
    for (const result of run.results) expect(ids[result.ruleIndex]).toBe(result.ruleId);
    expect(run.results[0]).toEqual({
      ruleId: "cache-read-below-input",
      ruleIndex: 0,
      level: "error",
      message: { text: `${dear.message}. ${dear.remedy}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "catalog/providers/openai.yaml" },
            region: { startLine: 41, startColumn: 9 },
          },
        },
      ],
    });
  });

  it("make no links of brackets, and URIs of paths", () => {
    const message = "see [here](https://evil.example)";
    const odd = { ...broken, message, position: { file: "/tmp/my catalog/é.yaml", line: 1, column: 1 } };
    const [run] = JSON.parse(findingsSarif(reportOf([odd]))).runs;
    expect(run.results[0].message.text).toContain("see \\[here\\](https://evil.example)");
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      "file:///tmp/my%20catalog/%C3%A9.yaml",
    );
    expect(run.tool.driver.rules[1].shortDescription.text).toBe("Nobody has looked \\[for a month\\].");
  });
});

/** Names of the elements of a text that a strict XML 1.0 parser accepts; throws where it does not. */
function elements(xml: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => names.push(tag.name));
  parser.write(xml).close();
  return names;
}

describe("findings as JUnit XML", () => {
  it("are a suite a file; errors fail, warnings pass with their text", () => {
    const xml = findingsJunit(three);
    expect(elements(xml).filter((name) => name !== "testcase")).toEqual([
      "testsuites",
      "testsuite",
      "failure",
      "system-out",
      "testsuite",
      "failure",
    ]);
    expect(xml).toContain('<testsuites name="aimodels validate" tests="3" failures="2" errors="0">');
    expect(xml).toContain('name="cache-read-below-input openai/gpt-4o 41:9"');
  });

  it("fail for warnings where the check is strict", () => {
    expect(findingsJunit({ ...three, strict: true })).toContain('tests="3" failures="3"');
  });

  it("are one case that passes where nothing was found", () => {
    const xml = findingsJunit(reportOf([]));
    expect(elements(xml)).toEqual(["testsuites", "testsuite", "testcase"]);
    expect(xml).toContain('tests="1" failures="0"');
  });
});

describe("findings as GitHub annotations", () => {
  it("are a command each, with the remedy on a second line, and a line that counts", () => {
    const odd = {
      ...broken,
      message: "100% wrong\n::warning::no",
      position: { file: "a,b:c.yaml", line: 2, column: 3 },
    };
    expect(findingsGithub(reportOf([odd]))).toBe(
      "::error file=a%2Cb%3Ac.yaml,line=2,col=3,title=yaml::100%25 wrong\\n::warning::no%0AKeep one of the two.\n" +
        "catalog: 1 error, no warnings\n",
    );
  });

  it("are not begun by the name of what was checked", () => {
    const report = { ...reportOf([]), subject: "::set-output name=x::y" };
    expect(findingsGithub(report)).toMatch(/^\.\/::set-output/);
  });
});

describe("text from files", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "\u001b[31m",
      "]]>",
      "<a b='c'>&amp;",
      "\u0000",
      "\ufffe",
      "\ud800",
      "%0A::error::x",
      "\r\n::error::x",
      "\u202e",
    ),
  );
  const finding: fc.Arbitrary<Finding> = fc.record({
    rule: text,
    severity: fc.constantFrom("error", "warning"),
    message: text,
    position: fc.record({ file: text, line: fc.nat(), column: fc.nat() }),
    model: text,
    remedy: text,
  });
  const reports = fc.record({ findings: fc.array(finding, { maxLength: 4 }), subject: text });

  function check(hold: (report: FindingsReport) => void): void {
    fc.assert(fc.property(reports, (parts) => hold({ ...reportOf([]), ...parts })));
  }

  it("never steers a terminal", () => {
    check((report) => {
      const shown = `${findingsTable(report, TERMINAL)}${findingsGithub(report)}`;
      expect(shown).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}]/u);
    });
  });

  it("never breaks XML", () => {
    check((report) => {
      const cases = elements(findingsJunit(report)).filter((name) => name === "testcase");
      expect(cases).toHaveLength(Math.max(1, report.findings.length));
    });
  });

  it("never adds a GitHub command or takes one away", () => {
    check((report) => {
      const lines = findingsGithub(report).slice(0, -1).split("\n");
      expect(lines.filter((line) => /^\s*::/.test(line))).toHaveLength(report.findings.length);
      expect(lines).toHaveLength(report.findings.length + 1);
    });
  });

  it("never breaks SARIF", () => {
    check((report) => {
      expect(JSON.parse(findingsSarif(report)).runs[0].results).toHaveLength(report.findings.length);
    });
  });
});
