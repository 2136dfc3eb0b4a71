import type { LedgerStats } from "../../ledger/ledger.js";
import { formatInstant } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";
import { quantityText } from "../../reports/money-text.js";
import type { Terminal } from "../../reports/terminal.js";
import { type Column, textTable } from "../../reports/text-table.js";
import type { Command } from "../command.js";
import { withLedger } from "./existing-ledger.js";

export const ledgerStats: Command<undefined> = {
  name: "ledger stats",
  summary: "what the ledger holds",
  description: "Counts the events of the ledger by provider and source, and says which time they cover.",
  arguments: [],
  options: [],
  formats: ["table", "json"],
  examples: [{ command: "aimodels ledger stats", explains: "the ledger here" }],
  exitCodes: { 3: "there is no ledger, or it cannot be read" },
  read: () => undefined,
  async run(_options, deps) {
    const stats = await withLedger(deps, "read", (ledger) => ledger.stats());
    return {
      exit: 0,
      json: statsDocument(stats),
      render: (_format, terminal) => statsTable(stats, terminal),
      notes: [],
    };
  },
};

function statsDocument({ events, corrections, conflicts, first, through, byProvider }: LedgerStats): unknown {
  return {
    schema: "aimodels/ledger-stats/v1",
    events,
    corrections,
    conflicts,
    first: first === null ? null : formatInstant(first),
    through: through === null ? null : formatInstant(through),
    providers: byProvider,
  };
}

const COLUMNS: readonly Column[] = [
  { header: "PROVIDER" },
  { header: "SOURCE", least: 12 },
  { header: "EVENTS", align: "right" },
];

function statsTable(stats: LedgerStats, terminal: Terminal): string {
  if (stats.first === null || stats.through === null) return "The ledger holds no events yet.\n";
  const rows = stats.byProvider.map(({ provider, source, events }) => ({ cells: [provider, source, number(events)] }));
  const total = { cells: ["all", "", number(stats.events)], rule: true };
  const period = `From ${formatInstant(stats.first)} through ${formatInstant(stats.through)} (UTC).`;
  const changes = `${number(stats.corrections)} corrections, ${number(stats.conflicts)} conflicting records kept aside.`;
  return `${textTable(COLUMNS, rows.length > 1 ? [...rows, total] : rows, terminal)}\n${period}\n${changes}\n`;
}

function number(count: number): string {
  return quantityText(Decimal.fromInteger(count));
}
