import { cpus } from "node:os";

/** A row is {what, figure, against, ratio, goal, met}: texts but for `met`, which is null where there is no goal. */
const HEADER = ["what", "measured", "beside it", "ratio", "goal", ""];

export function plainTable(rows) {
  const lines = [HEADER, ...rows.map(cells)];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
  return `${text.join("\n")}\n`;
}

export function markdownTable(rows) {
  const lines = [
    HEADER.slice(0, -1),
    HEADER.slice(0, -1).map(() => "---"),
    ...rows.map((row) => cells(row).slice(0, -1)),
  ];
  return `${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}\n`;
}

function cells({ what, figure, against, ratio, goal, met }) {
  return [what, figure, against, ratio, goal, met === null ? "" : met ? "met" : "MISSED"];
}

export function machineText() {
  const processors = cpus();
  return `Medians. ${processors.length} × ${processors[0]?.model ?? "unknown processor"}, Node ${process.versions.node}, ${process.platform}.`;
}

/** 1774059 → `1.77 million/s`, 79712 → `79,700/s`. */
export function perSecond(value) {
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} million/s` : `${threeDigits(value).toLocaleString("en-US")}/s`;
}

export function seconds(value) {
  return value < 1 ? `${threeDigits(value * 1000)} ms` : `${value.toFixed(2)} s`;
}

export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** With as many decimals as tell it from the goal: 22×, 1.31×. */
export function times(value) {
  return `${value >= 10 ? Math.round(value) : value.toFixed(2)}×`;
}

function threeDigits(value) {
  return Number(value.toPrecision(3));
}
