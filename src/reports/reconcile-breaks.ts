import { formatDay } from "../meters/index.js";
import type { Break, Period, Statement } from "../reconcile/index.js";
import { fixedText, footing } from "./money-text.js";
import { CAUSE_WORDS, counted, OWNER_WORDS } from "./reconcile-words.js";
import { styled } from "./style.js";
import type { Terminal } from "./terminal.js";
import { terminalText } from "./terminal-text.js";
import { wrapText } from "./wrap-text.js";

const INDENT = "   ";
const MOST_SHOWN = 20;

/** The breaks by size: what, where, how much, the evidence, and who should do what. */
export function breaksText(statement: Statement, period: Period, terminal: Terminal): string {
  const shown = statement.breaks.slice(0, MOST_SHOWN);
  const { decimals } = footing([], shown[0]?.amount ?? statementZero(statement));
  const texts = shown.map((found, index) => breakText(found, index + 1, decimals, period, terminal));
  const more = statement.breaks.length - shown.length;
  const rest = more > 0 ? [`${counted(more, "smaller break")} more: --format json lists them all.\n`] : [];
  return [...texts, ...rest].join("\n");
}

function statementZero(statement: Statement): Break["amount"] {
  const [line] = statement.bridge;
  if (line === undefined) throw new RangeError("a bridge is never empty");
  return line.amount;
}

function breakText(found: Break, number: number, decimals: number, period: Period, terminal: Terminal): string {
  const amount = `${fixedText(found.amount, decimals)}`;
  const title = found.kind === "small_differences" ? "many small differences" : CAUSE_WORDS[found.cause];
  const head = styled(`${number}. ${title}: ${amount}`, "bold", terminal);
  const where = terminalText(placeText(found, period));
  const lines = [where, ...found.evidence.map((evidence) => `Why: ${evidence}.`)];
  const todo = `${capital(OWNER_WORDS[found.owner])}: ${found.remedy}.`;
  const body = [...lines, todo].flatMap((line) => wrapText(terminalText(line), terminal.width - INDENT.length));
  return `${[head, ...body.map((line) => INDENT + line)].join("\n")}\n`;
}

/** `openai gpt-5.4 cache_read, key_a, 2026-10-03, lines 12-19 of the bill`. */
export function placeText(found: Break, period: Period): string {
  const { model, meter, service_tier: tier, region_class: region, account, project, api_key: key } = found.values;
  const what = [found.provider, model, meter, tier === "standard" ? null : tier, region === "global" ? null : region];
  const whose = [account, project, key].flatMap((name) => name ?? []);
  const day = found.period.from === period.from && found.period.to === period.to ? null : formatDay(found.period.from);
  const cells = found.cells.length > 1 ? counted(found.cells.length, "cell") : null;
  const lines = found.invoice.lines.length === 0 ? null : linesText(found.invoice.lines);
  const parts = [what.flatMap((word) => word ?? []).join(" "), ...whose, day, cells, lines];
  return parts.flatMap((part) => part ?? []).join(", ");
}

const MOST_RANGES = 4;

function linesText(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST_RANGES).join(", ");
  const more = lines.length > MOST_RANGES ? " and more" : "";
  return `${lines.length === 1 && !shown.includes("-") ? "line" : "lines"} ${shown}${more} of the bill`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
