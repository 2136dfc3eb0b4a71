import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseCatalog } from "../../src/catalog/parse.js";
import { RULES, runRules } from "../../src/catalog/rules/index.js";
import { parseInstant } from "../../src/meters/index.js";
import { check, FIXTURES, placeOf, readFixture, TODAY } from "./rule-fixtures.js";

describe.each(RULES.map((rule) => [rule.id, rule] as const))("the rule %s", (id, rule) => {
  it("finds nothing in the good fixture, and no other rule does", () => {
    const { findings, ruleFindings } = check(readFixture(id, "good"));
    expect([...findings, ...ruleFindings]).toEqual([]);
  });

  it("alone finds what the bad fixture points out, at its line and column", () => {
    const fixture = readFixture(id, "bad");
    const { findings, ruleFindings } = check(fixture);
    expect(findings).toEqual([]);
    expect(ruleFindings.map((finding) => `${finding.rule} ${placeOf(finding)}`).sort()).toEqual(
      fixture.places.map((place) => `${id} ${place}`),
    );
    for (const finding of ruleFindings) expect(finding).toMatchObject({ severity: rule.severity, remedy: rule.remedy });
  });
});

describe("the list of rules", () => {
  it("has a good and a bad fixture for each, and no fixture of a rule that does not exist", () => {
    const folders = readdirSync(FIXTURES).filter((name) => name !== "base");
    expect(folders.sort()).toEqual(RULES.map((rule) => rule.id).sort());
    for (const folder of folders)
      expect(readdirSync(`${FIXTURES}/${folder}`).map(stem).sort()).toEqual(["bad", "good"]);
  });

  it("gives each rule one name, in kebab case", () => {
    const ids = RULES.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it("points out at least one place in each bad fixture", () => {
    const silent = RULES.filter((rule) => readFixture(rule.id, "bad").places.length === 0);
    expect(silent.map((rule) => rule.id)).toEqual([]);
  });
});

describe("docs/rules.md", () => {
  const rows = tableRows(readFileSync("docs/rules.md", "utf8"));

  it("has a line for each rule with its errors, severity, what it catches and the remedy", () => {
    const expected = RULES.map((rule) => [
      `\`${rule.id}\``,
      rule.refs.join(", "),
      rule.severity,
      rule.summary,
      rule.remedy,
    ]);
    expect(rows.filter((row) => row.length === 5 && row[2] !== "" && row[0]?.startsWith("`"))).toEqual(expected);
  });

  it("names for each known error, R1 to R25, the rules that refer to it", () => {
    const numbers = Array.from({ length: 25 }, (_, index) => `R${index + 1}`);
    const errors = rows.filter((row) => /^R\d+$/.test(row[0] ?? ""));
    expect(errors.map((row) => row[0])).toEqual(numbers);
    for (const [number, , where] of errors) {
      const referring = RULES.filter((rule) => rule.refs.some((ref) => ref === number)).map((rule) => rule.id);
      const named = inCode(where).filter((code) => RULES.some((rule) => rule.id === code));
      expect(named, number).toEqual(referring);
      expect(where, number).not.toBe("");
    }
  });

  it("names tests that exist", () => {
    const tests = rows.flatMap((row) => inCode(row[2])).filter((code) => code.endsWith(".ts"));
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe("what the schema asks for before any rule runs", () => {
  const [file, ...others] = readFixture("threshold-used", "good").files;

  it.each([
    ["R11", ", scope: request", "", /"scope" is missing/],
    ["R11", "scope: request", "scope: marginal", /scope|request/],
    ["R12", /^ +source: .*\n/m, "", /"source" is missing/],
    ["R12", /^ +checked: .*\n/m, "", /"checked" is missing/],
    ["R15", /^ +currency: .*\n/m, "", /"currency" is missing/],
    ["R15", "currency: USD", "currency: dollars", /found "dollars"/],
  ])("is %s: %s becomes %j", (_, from, to, message) => {
    const text = (file?.text ?? "").replace(from, to);
    const { findings } = parseCatalog([{ path: "providers/openai.yaml", text }, ...others]);
    expect(findings).toMatchObject([{ rule: "schema", severity: "error", message: expect.stringMatching(message) }]);
  });
});

describe("waivers", () => {
  const bad = readFixture("free-rate", "bad");

  function withWaiver(place: "offer" | "provider") {
    const waiver = 'waivers: [{rule: free-rate, reason: "given away"}]\n';
    return bad.files.map((file) => {
      if (!file.path.startsWith("providers/")) return file;
      const at = place === "offer" ? /^ {4}status:/m : /^offers:/m;
      return { ...file, text: file.text.replace(at, (line) => `${place === "offer" ? "    " : ""}${waiver}${line}`) };
    });
  }

  it.each(["offer", "provider"] as const)("on the %s accept the finding, and are used by that", (place) => {
    const { catalog, findings } = parseCatalog(withWaiver(place));
    expect(findings).toEqual([]);
    expect(catalog && runRules(catalog, RULES, { today: TODAY })).toEqual([]);
  });

  it("of a rule that compares with an earlier catalog are not called unused where there is none", () => {
    const [file, ...others] = readFixture("price-jump", "good").files;
    const text = (file?.text ?? "").replace(
      "    status:",
      "    waivers: [{rule: price-jump, reason: cut}]\n    status:",
    );
    const { catalog } = parseCatalog([{ path: "providers/openai.yaml", text }, ...others]);
    expect(catalog && runRules(catalog, RULES, { today: TODAY })).toEqual([]);
  });
});

describe("a day", () => {
  it("makes warnings and never errors: what is right on the day it is written does not fail later", () => {
    const later = parseInstant("2030-06-01") ?? 0;
    const failing = RULES.flatMap((rule) => {
      const { catalog } = parseCatalog(readFixture(rule.id, "good").files);
      const findings = catalog === null ? [] : runRules(catalog, RULES, { today: later });
      return findings.filter((finding) => finding.severity === "error");
    });
    expect(failing).toEqual([]);
  });
});

describe("references to what a broken text left out", () => {
  it("are no findings of their own", () => {
    const files = readFixture("policy-references", "good").files.map((file) =>
      file.path === "providers/openai.yaml"
        ? { ...file, text: file.text.replace("currency: USD", "currency: DOLLARS") }
        : file,
    );
    const parsed = parseCatalog(files);
    expect(parsed.findings.map((finding) => finding.rule)).toEqual(["schema"]);
    expect(parsed.leftOut).toEqual(["openai/gpt-5.4"]);
    const { catalog, leftOut } = parsed;
    expect(catalog && runRules(catalog, RULES, { today: TODAY, leftOut })).toEqual([]);
    expect(catalog && runRules(catalog, RULES, { today: TODAY }).map(({ rule }) => rule)).toContain(
      "policy-references",
    );
  });
});

function inCode(cell: string | undefined): string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
}

function stem(name: string): string {
  return name.replace(/\.yaml$/, "");
}

function tableRows(markdown: string): string[][] {
  const lines = markdown.split("\n").filter((line) => line.startsWith("|") && !/^\|[-| ]+\|$/.test(line));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}
