import { openRecords } from "../../files/index.js";
import { InputError, UsageError } from "../../findings/index.js";
import type { EventIdentity } from "../../ledger/ledger.js";
import { sourceOfId, type UsageEvent } from "../../usage/index.js";
import type { Command, Deps, Given } from "../command.js";
import { withLedger } from "./existing-ledger.js";
import { providerNames } from "./provider-names.js";

export interface CorrectOptions extends EventIdentity {
  readonly reason: string;
  /** A file with the record that replaces the event, or null when it is to count no more. */
  readonly replacement: string | null;
}

export const ledgerCorrect: Command<CorrectOptions> = {
  name: "ledger correct",
  summary: "replace an event, or have it count no more, with a reason",
  description:
    "Adds a correction: a new record that points to the old one and says why. Nothing is deleted; totals follow at once.",
  arguments: [
    { name: "FILE", description: "the record that replaces it, in JSON; or -", required: false, variadic: false },
  ],
  options: [
    { name: "source", value: "S", description: "the event's source, as ledger export shows it" },
    { name: "id", value: "ID", description: "the event's id" },
    { name: "reason", value: "TEXT", description: "why, for whoever asks later" },
    { name: "void", description: "the event counts no more" },
  ],
  formats: ["table", "json"],
  examples: [
    {
      command: 'aimodels ledger correct --source usage --id req_1 --void --reason "test traffic"',
      explains: "usage that never was",
    },
    {
      command: 'aimodels ledger correct right.json --source usage --id req_1 --reason "cached tokens were missing"',
      explains: "another record in its place",
    },
  ],
  exitCodes: { 3: "there is no such event, or the replacement cannot be read" },
  read: readOptions,
  async run(options, deps) {
    const to = options.replacement === null ? null : await readReplacement(options.replacement, deps);
    await withLedger(deps, "write", (ledger) => ledger.correct(options, to, options.reason, deps.now));
    const { source, id, reason } = options;
    const correction = to === null ? "voided" : "replaced";
    return {
      exit: 0,
      json: { schema: "aimodels/ledger-correct/v1", source, id, correction, reason },
      render: () =>
        to === null ? "The event counts no more.\n" : "The event is replaced; totals follow the new record.\n",
      notes: [],
    };
  },
};

function readOptions(given: Given): CorrectOptions {
  const [file] = given.arguments;
  if ((file === undefined) === !given.flag("void")) {
    throw new UsageError("expected either a file with the record that replaces the event, or --void", {
      remedy: "aimodels ledger correct --help shows both",
    });
  }
  const required = (option: string): string => {
    const text = given.text(option);
    if (text !== undefined && text.trim() !== "") return text;
    throw new UsageError(`--${option} is missing`, { remedy: "aimodels ledger correct --help shows an example" });
  };
  const identity = { source: required("source"), id: required("id") };
  return { ...identity, reason: required("reason"), replacement: file ?? null };
}

/** The one event of a file of the project's own records. */
async function readReplacement(path: string, deps: Deps): Promise<UsageEvent> {
  const names = providerNames(await deps.openCatalog());
  const read = sourceOfId("usage")?.open({ providerOf: (word) => names.get(word.trim().toLowerCase()) });
  const outcomes = [];
  for await (const { records, rejected } of (await openRecords(path, { cwd: deps.cwd, stdin: deps.stdin })).chunks) {
    for (const record of records) outcomes.push(...(read?.(record) ?? []));
    for (const { reason } of rejected) outcomes.push({ kind: "reject", reason } as const);
  }
  const [outcome] = outcomes;
  if (outcome?.kind === "event" && outcomes.length === 1) return outcome.event;
  const found = outcome === undefined || outcome.kind === "event" ? `${outcomes.length} records` : outcome.reason;
  throw new InputError(`expected one usage record, found ${found}`, {
    position: { file: path },
    remedy: "aimodels ledger export writes records in the form that is expected",
  });
}
