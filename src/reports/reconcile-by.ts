import { Decimal } from "../money/index.js";
import type { Reconciliation } from "../reconcile/index.js";
import { commonFooting, fixedText } from "./money-text.js";
import type { Terminal } from "./terminal.js";
import { type TableRow, textTable } from "./text-table.js";

const VALUES = {
  provider: "provider",
  model: "offer",
  project: "project",
  account: "account",
  api_key: "api_key",
} as const;

interface Sums {
  billed: Decimal;
  recorded: Decimal;
}

/** Billed and recorded by one dimension; what does not state it stands in a row of its own, so that the table foots. */
export function reconcileBy(result: Reconciliation, by: keyof typeof VALUES, terminal: Terminal): string {
  return result.statements
    .map((statement) => {
      const groups = new Map<string, Sums>();
      for (const { cell, numbers, problem } of statement.entries) {
        const dimension = VALUES[by];
        const value = dimension === "provider" ? cell.provider : cell.values[dimension];
        const name = value ?? (problem === null ? "not stated" : "not in the catalog");
        const sums = groups.get(name) ?? { billed: Decimal.zero, recorded: Decimal.zero };
        sums.billed = sums.billed.add(numbers.billed ?? Decimal.zero);
        sums.recorded = sums.recorded.add(numbers.ledgerAmount);
        groups.set(name, sums);
      }
      return byTable(by, statement.currency, groups, terminal);
    })
    .join("\n");
}

function byTable(by: string, currency: string, groups: ReadonlyMap<string, Sums>, terminal: Terminal): string {
  const sorted = [...groups].sort(([a, x], [b, y]) => y.billed.compare(x.billed) || (a < b ? -1 : 1));
  const billed = sorted.map(([, sums]) => sums.billed);
  const recorded = sorted.map(([, sums]) => sums.recorded);
  const [allBilled, allRecorded] = [Decimal.sum(billed), Decimal.sum(recorded)];
  const { decimals } = commonFooting([
    { parts: billed, total: allBilled },
    { parts: recorded, total: allRecorded },
    ...sorted.map(([, sums]) => ({
      parts: [sums.billed, sums.recorded.neg()],
      total: sums.billed.sub(sums.recorded),
    })),
  ]);
  const row = (name: string, sums: Sums, rule: boolean): TableRow => ({
    cells: [
      name,
      ...[sums.billed, sums.recorded, sums.billed.sub(sums.recorded)].map((value) => fixedText(value, decimals)),
    ],
    rule,
  });
  const rows = sorted.map(([name, sums]) => row(name, sums, false));
  rows.push(row("total", { billed: allBilled, recorded: allRecorded }, true));
  const columns = [
    { header: `${by.toUpperCase()}, ${currency}`, least: 12 },
    { header: "BILLED", align: "right" },
    { header: "RECORDED", align: "right" },
    { header: "DIFFERENCE", align: "right" },
  ] as const;
  return textTable(columns, rows, terminal);
}
