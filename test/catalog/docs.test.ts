import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { overlayCatalog, parseOverlay } from "../../src/catalog/overlay.js";
import { parseCatalog } from "../../src/catalog/parse.js";
import { RULES, runRules } from "../../src/catalog/rules/index.js";
import { at } from "./small-catalog.js";

const PLACES = ["catalog/providers/openai.yaml", "catalog/models/openai.yaml", "catalog/policy.yaml"];
const blocks = [...readFileSync("docs/catalog.md", "utf8").matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) =>
  text.replaceAll("https://…", "https://example.com/prices"),
);
const base = parseCatalog(PLACES.map((path, index) => ({ path, text: blocks[index] ?? "" })));

/** What the overlay's new offer points to. */
const OURS = {
  path: "ours/models/other.yaml",
  text: "family: other\nmodels:\n  - {id: ours-8b, name: Ours 8B, type: text, description: A private model., best_for: Tests.}\n",
};

describe("the examples of docs/catalog.md", () => {
  it("hold every key as the schema has it", () => {
    expect([blocks.length, base.findings]).toEqual([4, []]);
  });

  it("lay an overlay over them that is no error", () => {
    if (base.catalog === null) throw new Error("no catalog");
    const parsed = parseOverlay([{ path: "ours/providers/openai.yaml", text: blocks[3] ?? "" }, OURS], {
      layer: "ours",
    });
    const { catalog, findings } = overlayCatalog(base.catalog, parsed.overlay);
    const broken = runRules(catalog, RULES, { today: at("2026-11-21"), leftOut: [] });
    const inOverlay = [...parsed.findings, ...findings, ...broken].filter(({ position }) =>
      position.file.startsWith("ours"),
    );
    expect(inOverlay.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
