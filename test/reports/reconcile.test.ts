import { describe, expect, it } from "vitest";
import type { Reconciliation } from "../../src/reconcile/index.js";
import { reconcileBy } from "../../src/reports/reconcile-by.js";
import { reconcileCsv } from "../../src/reports/reconcile-csv.js";
import { reconcileDocument } from "../../src/reports/reconcile-json.js";
import { reconcileMarkdown } from "../../src/reports/reconcile-md.js";
import { reconcileTable } from "../../src/reports/reconcile-table.js";
import { widthOf } from "../../src/reports/wrap-text.js";
import { billLine, hold, octoberEvents, openaiBill } from "../reconcile/world.js";

const events = octoberEvents();
const HOSTILE = "=HYPERLINK(1)\u001b[31m\u202e<b>x</b>";

function withBreaks(): Reconciliation {
  const bill = openaiBill(events, {
    byKey: true,
    extra: [billLine(5, HOSTILE, "3.5", { quantity: "1000000", unit: "tokens" })],
  });
  return hold(
    [bill],
    events.filter((used) => used.apiKey !== "key_b"),
  );
}

describe("the table of a reconciliation", () => {
  it("says in one sentence whether it reconciles, what was billed and what the ledger explains", () => {
    const [clean] = reconcileTable(hold([openaiBill(events)], events), { width: 160, color: false }).split("\n");
    expect(clean).toMatch(/^Reconciled: openai billed [\d,.]+ USD for 2026-10-01 to 2026-10-10 \(UTC\), .*100\.00%/);
    const [broken] = reconcileTable(withBreaks(), { width: 200, color: false }).split("\n");
    expect(broken).toMatch(/^Not reconciled: .*2 causes to act on, the largest: a key, project or account is missing/);
  });

  it("fits any terminal, and shows nothing that steers it", () => {
    for (const width of [80, 160]) {
      const text = reconcileTable(withBreaks(), { width, color: false });
      const wide = text.split("\n").filter((line) => widthOf(line) > width && !line.startsWith("Next:"));
      expect(wide).toEqual([]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
      expect(text).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it("prints a bridge whose printed figures add up to the printed total", () => {
    const text = reconcileTable(withBreaks(), { width: 120, color: false });
    const [, bridge = ""] = /FROM THE LEDGER[^\n]*\n([\s\S]*?)\n\n/.exec(text) ?? [];
    const cents = bridge
      .split("\n")
      .filter((line) => !line.startsWith("─"))
      .map((line) => BigInt((/ (-?[\d,]+\.\d+)/.exec(line)?.[1] ?? "").replace(/[,.]/g, "")));
    const total = cents.pop();
    expect(cents.length).toBeGreaterThan(2);
    expect(cents.reduce((sum, amount) => sum + amount, 0n)).toBe(total);
  });

  it("ties the file out: every row is billed, skipped or rejected", () => {
    const text = reconcileTable(hold([openaiBill(events)], events), { width: 160, color: false });
    expect(text).toMatch(/60 rows = 60 billed \+ 0 skipped \+ 0 rejected; lines add up to/);
  });

  it("says without a ledger that quantities were not checked, and how to import logs", () => {
    const text = reconcileTable(hold([openaiBill(events)], null), { width: 160, color: false });
    expect(text).toContain("Quantities were not checked: there is no ledger.");
    expect(text).toContain("The rates agree: all 60 lines");
    expect(text).toContain("Next: aimodels ledger import");
  });

  it("uses colour only where it may", () => {
    const [plain, coloured] = [false, true].map((color) => reconcileTable(withBreaks(), { width: 120, color }));
    expect(plain).not.toContain("\u001b");
    expect(coloured).toContain("\u001b[");
  });
});

describe("the other forms of a reconciliation", () => {
  it("gives JSON that holds every figure as exact text and sums, step by step, to the invoice", () => {
    const document = JSON.parse(JSON.stringify(reconcileDocument(withBreaks())));
    expect(document.schema).toBe("aimodels/reconcile/v1");
    expect(Object.keys(document.statements[0])).toEqual(
      expect.arrayContaining(["currency", "coverage", "bridge", "cells", "causes", "breaks"]),
    );
    const [found] = document.statements[0].breaks;
    for (const key of [
      "id",
      "step",
      "kind",
      "cause",
      "owner",
      "amount",
      "provider",
      "model",
      "meter",
      "service_tier",
    ]) {
      expect(found).toHaveProperty(key);
    }
    for (const key of [
      "region_class",
      "account",
      "project",
      "api_key",
      "period",
      "invoice",
      "ledger",
      "catalog",
      "cells",
    ]) {
      expect(found).toHaveProperty(key);
    }
    expect(found.id).toMatch(/^[0-9a-f]{10}$/);
    expect(found.amount).toMatch(/^-?\d+(\.\d+)?$/);
  });

  it("gives CSV that no spreadsheet takes for a formula", () => {
    const text = reconcileCsv(withBreaks());
    expect(text).toContain("'=HYPERLINK(1)");
    expect(text).not.toMatch(/(^|,)"?=/m);
    const [header = ""] = text.split("\n");
    expect(header.split(",")).toContain("within_tolerance");
  });

  it("gives Markdown in which names from the file are text", () => {
    const text = reconcileMarkdown(withBreaks());
    expect(text).not.toContain("<b>");
    expect(text).toContain("&lt;b&gt;");
    expect(text).toMatch(/^# Reconciliation, 2026-10-01 to 2026-10-10/);
  });

  it("sets billed and recorded side by side by project, in figures that foot", () => {
    const text = reconcileBy(withBreaks(), "project", { width: 120, color: false });
    expect(text).toMatch(/proj_search .*0\.00/);
    expect(text).toMatch(/total /);
  });
});
