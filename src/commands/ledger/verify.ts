import { terminalText } from "../../reports/terminal-text.js";
import type { Command } from "../command.js";
import { withLedger } from "./existing-ledger.js";

export const ledgerVerify: Command<undefined> = {
  name: "ledger verify",
  summary: "recompute all totals from the events and compare",
  description:
    "Recomputes every total of the ledger from its events, has the database file checked, and lists each difference.",
  arguments: [],
  options: [],
  formats: ["table", "json"],
  examples: [{ command: "aimodels ledger verify", explains: "before a month is closed" }],
  exitCodes: {
    0: "the totals are what the events come to",
    1: "they are not: each difference is listed",
    3: "there is no ledger, or it cannot be read",
  },
  read: () => undefined,
  async run(_options, deps) {
    const differences = await withLedger(deps, "read", (ledger) => ledger.verify());
    return {
      exit: differences.length === 0 ? 0 : 1,
      json: { schema: "aimodels/ledger-verify/v1", ok: differences.length === 0, differences },
      render: () => verdict(differences),
      notes: [],
    };
  },
};

function verdict(differences: readonly string[]): string {
  if (differences.length === 0) return "The ledger is sound: its totals are what its events come to.\n";
  const lines = differences.map((difference) => `  ${terminalText(difference)}\n`);
  return `The ledger is not sound:\n${lines.join("")}Import the logs into a new ledger, or restore this one from a backup.\n`;
}
