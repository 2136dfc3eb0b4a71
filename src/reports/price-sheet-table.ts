import type { PriceKey } from "../catalog/index.js";
import type { NoRate, ResolvedRate } from "../pricing/rate-table.js";
import { exactText } from "./money-text.js";
import { conditionsTitle, type PriceSheet } from "./price-sheet.js";
import { perText } from "./rate-text.js";
import type { Terminal } from "./terminal.js";
import { type Column, type TableRow, textTable } from "./text-table.js";

interface Group {
  /** Titles of all conditions under which the prices are these. */
  titles: string[];
  readonly cells: readonly string[];
}

/** More conditions than this stand down instead of across. */
const MOST_ACROSS = 9;

/** Meters down and conditions across; conditions of equal prices share a column. Many conditions stand down instead. */
export function priceSheetTable(sheet: PriceSheet, terminal: Terminal): string {
  const groups = grouped(sheet);
  const pers = sheet.keys.map((key) => commonPer(sheet, key));
  return groups.length > MOST_ACROSS && groups.length > sheet.keys.length
    ? conditionsDown(sheet, groups, pers, terminal)
    : conditionsAcross(sheet, groups, pers, terminal);
}

function conditionsAcross(sheet: PriceSheet, groups: Group[], pers: string[], terminal: Terminal): string {
  const columns: Column[] = [
    { header: "METER", least: 14 },
    { header: "PER", least: 6 },
    ...groups.map((group): Column => ({ header: group.titles.join(" / "), align: "right", least: leastOf(group) })),
  ];
  const rows = sheet.keys.map(
    (key, index): TableRow => ({
      cells: [key, pers[index] ?? "", ...groups.map((group) => group.cells[index] ?? "")],
    }),
  );
  return textTable(columns, rows, terminal);
}

function conditionsDown(sheet: PriceSheet, groups: Group[], pers: string[], terminal: Terminal): string {
  const columns: Column[] = [
    { header: "CONDITIONS", least: 16 },
    ...sheet.keys.map((key, index): Column => ({ header: `${key} per ${pers[index]}`, align: "right", least: 10 })),
  ];
  const rows = groups.map((group): TableRow => ({ cells: [group.titles.join(" / "), ...group.cells] }));
  return textTable(columns, rows, terminal);
}

function grouped(sheet: PriceSheet): Group[] {
  const groups: Group[] = [];
  for (const { conditions, rates } of sheet.columns) {
    const cells = sheet.keys.map((key) => cellOf(sheet, key, rates.get(key)));
    const same = groups.find((group) => group.cells.every((cell, index) => cell === cells[index]));
    if (same === undefined) groups.push({ titles: [conditionsTitle(conditions)], cells });
    else same.titles.push(conditionsTitle(conditions));
  }
  return groups;
}

function cellOf(sheet: PriceSheet, key: PriceKey, rate: ResolvedRate | NoRate | undefined): string {
  if (rate === undefined || rate.kind === "none") return rate?.reason === "ambiguous_price" ? "ambiguous" : "—";
  const text = rate.rate.isZero() ? "free" : exactText(rate.rate, 2);
  const per = perText(key, rate.per);
  return per === commonPer(sheet, key) ? text : `${text} / ${per}`;
}

/** What the meter's standard price is for; the others say so where theirs is for something else. */
function commonPer(sheet: PriceSheet, key: PriceKey): string {
  for (const column of sheet.columns) {
    const rate = column.rates.get(key);
    if (rate?.kind === "rate") return perText(key, rate.per);
  }
  return "";
}

function leastOf(group: Group): number {
  return Math.max(8, ...group.cells.map((cell) => cell.length));
}

/** A sentence for each meter that others are billed as: their figures are its own. */
export function billedAsNotes(sheet: PriceSheet): string[] {
  const billed = new Map<string, string[]>();
  for (const key of sheet.keys) {
    const rate = sheet.columns[0]?.rates.get(key);
    if (rate?.kind !== "rate" || rate.billedAs === null) continue;
    billed.set(rate.billedAs, [...(billed.get(rate.billedAs) ?? []), key]);
  }
  return [...billed].map(([meter, keys]) => `Billed as ${meter}: ${keys.join(", ")}.`);
}
