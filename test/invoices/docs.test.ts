import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { INVOICE_FORMATS } from "../../src/invoices/index.js";

const page = readFileSync(new URL("../../docs/invoice-formats.md", import.meta.url), "utf8");

describe("docs/invoice-formats.md says what the code does", () => {
  test("its table lists every format, in the order of detection, with title and kind", () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (.+?) \| (cost|usage) \|/gm)].map(([, id, title, kind]) => ({
      id,
      title,
      kind,
    }));
    expect(rows).toEqual(INVOICE_FORMATS.map(({ id, title, kind }) => ({ id, title, kind })));
  });

  test.each(INVOICE_FORMATS.map((format) => [format.id, format] as const))(
    "%s never states what its section lists",
    (id, format) => {
      const section = page.split(`**${id}**`)[1]?.split(/^(?:\*\*|## )/m)[0] ?? "";
      expect([...section.matchAll(/^- (.+)$/gm)].map(([, sentence]) => sentence)).toEqual(format.never);
    },
  );

  test.each(INVOICE_FORMATS.flatMap((format) => (format.shape === "csv" ? [[format.id, format] as const] : [])))(
    "the columns that make %s are named",
    (id, format) => {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${id}\``)) ?? "";
      for (const column of format.needs) expect(row).toContain(`\`${column}\``);
    },
  );
});
