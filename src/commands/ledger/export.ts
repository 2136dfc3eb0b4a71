import { UsageError } from "../../findings/index.js";
import type { Ledger, TotalsQuery } from "../../ledger/ledger.js";
import { type Instant, PROVIDERS, parseInstant } from "../../meters/index.js";
import { exportRecord } from "../../usage/index.js";
import type { Command, Given } from "../command.js";
import { existingLedger } from "./existing-ledger.js";

export const ledgerExport: Command<TotalsQuery> = {
  name: "ledger export",
  summary: "write the events as usage records, one JSON object a line",
  description:
    "Writes the events as they count, corrections applied, in the form that ledger import reads: importing them into a new ledger gives the same totals.",
  arguments: [],
  options: [
    { name: "since", value: "D", description: "only usage from this day or time on (UTC)" },
    { name: "until", value: "D", description: "only usage before this day or time (UTC)" },
    {
      name: "provider",
      value: "P",
      description: "only this provider's; may repeat",
      choices: PROVIDERS,
      repeats: true,
    },
  ],
  formats: ["json"],
  examples: [
    { command: "aimodels ledger export --out usage.jsonl", explains: "everything, to a file" },
    {
      command: "aimodels ledger export --since 2026-10-01 --until 2026-11-01 --provider openai",
      explains: "one month of one provider",
    },
  ],
  exitCodes: { 3: "there is no ledger, or it cannot be read" },
  read(given) {
    const [from, until] = [readTime(given, "since"), readTime(given, "until")];
    const wanted = given.texts("provider");
    return {
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
      ...(wanted.length > 0 && { providers: PROVIDERS.filter((provider) => wanted.includes(provider)) }),
    };
  },
  async run(query, deps) {
    const ledger = await existingLedger(deps, "read");
    return { exit: 0, render: () => recordLines(ledger, query), notes: [] };
  },
};

function readTime(given: Given, option: string): Instant | undefined {
  const text = given.text(option);
  const at = text === undefined ? undefined : parseInstant(text);
  if (text === undefined || at !== undefined) return at;
  throw new UsageError(`--${option} expects a day or a time, found ${JSON.stringify(text)}`, {
    remedy: `--${option} 2026-10-01, or --${option} 2026-10-01T12:00:00Z`,
  });
}

const PIECE_CHARACTERS = 64 * 1024;

/** Lines in pieces, so that a ledger of any size can be written. The ledger is closed after the last. */
function* recordLines(ledger: Ledger, query: TotalsQuery): Generator<string> {
  try {
    let piece = "";
    for (const event of ledger.events(query)) {
      piece += `${exportRecord(event)}\n`;
      if (piece.length < PIECE_CHARACTERS) continue;
      yield piece;
      piece = "";
    }
    if (piece !== "") yield piece;
  } finally {
    ledger.close();
  }
}
