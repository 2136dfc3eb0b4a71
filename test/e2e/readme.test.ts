import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/commands/table.js";

const readme = readFileSync("README.md", "utf8");

/** The catalog's commit changes with every commit; what stands around it does not. */
function withoutCommit(text: string): string {
  return text.replace(/Catalog: [0-9a-f]{12}( with uncommitted\s+changes)?/g, "Catalog: COMMIT").replace(/\s+/g, " ");
}

describe("README.md", () => {
  it("shows exactly what the demo prints", () => {
    const printed = execFileSync(process.execPath, ["examples/demo.mjs"], { encoding: "utf8" });
    const shown = /<!-- demo:[^>]*-->\n```text\n([\s\S]*?)```\n<!-- \/demo -->/.exec(readme)?.[1] ?? "";
    expect(withoutCommit(shown)).toBe(withoutCommit(printed));
    expect(shown).toContain("Not reconciled");
  });

  it("names every command", () => {
    for (const name of Object.keys(COMMANDS)) expect(readme).toContain(`aimodels ${name}`);
  });

  it("lists the exit codes", () => {
    for (const code of [0, 1, 2, 3, 4, 130]) expect(readme).toMatch(new RegExp(`\\| ${code} \\|`));
  });

  it("links to pages that exist", () => {
    for (const [, target = ""] of readme.matchAll(/\]\(([^)#]+)\)/g)) {
      expect(() => execFileSync("git", ["ls-files", "--error-unmatch", target], { stdio: "pipe" })).not.toThrow();
    }
  });
});
