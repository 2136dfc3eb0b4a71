import { UsageError } from "../../findings/index.js";
import { Decimal } from "../../money/index.js";
import { USAGE_SOURCES } from "../../usage/index.js";
import type { Command, Exit } from "../command.js";
import { type ImportReport, sumOf } from "./import-counts.js";
import { type ImportOptions, importFiles } from "./import-files.js";
import { providerNames } from "./provider-names.js";

export const ledgerImport: Command<ImportOptions> = {
  name: "ledger import",
  summary: "bring usage logs into the ledger",
  description:
    "Reads usage logs and keeps what was used, exactly once: importing a file again changes nothing. What kind of log a file is shows in its content. Files may be compressed with gzip; a folder stands for all logs in it and below; - is standard input.",
  arguments: [{ name: "FILE", description: "a usage log, a folder of them, or -", required: true, variadic: true }],
  options: [
    {
      name: "from",
      value: "FORMAT",
      description: "the kind of log, where it is not recognised",
      choices: USAGE_SOURCES.map((source) => source.id),
    },
  ],
  formats: ["table", "json"],
  examples: [
    { command: "aimodels ledger import usage.jsonl", explains: "one file" },
    { command: "aimodels ledger import ~/.claude/projects", explains: "all session logs in a folder" },
    { command: "zcat logs/*.gz | aimodels ledger import - --json", explains: "from a pipe, for a script" },
  ],
  exitCodes: {
    0: "everything is in the ledger, now or since an earlier import",
    1: "some records were rejected, contradict what is there, or a file could not be read; all others are in",
    3: "nothing could be read or understood",
  },
  read(given) {
    if (given.arguments.length === 0) {
      throw new UsageError("expected at least one file", { remedy: "aimodels ledger import usage.jsonl" });
    }
    return { paths: given.arguments, from: given.text("from") };
  },
  async run(options, deps) {
    const report = await importFiles(options, deps, providerNames(await deps.openCatalog()));
    return {
      exit: exitOf(report),
      json: importDocument(report),
      render: async (_format, terminal) => {
        const { importTable } = await import("./import-table.js");
        return importTable(report, terminal);
      },
      notes: report.notes,
    };
  },
};

/** 3 only when no record of any file was understood, and there was something not to understand. */
function exitOf({ files, problems }: ImportReport): Exit {
  if (problems.length === 0) return 0;
  const understood = sumOf(files, "read") - sumOf(files, "rejected") + sumOf(files, "skippedRecords");
  return understood === 0 ? 3 : 1;
}

/** The document of `--json`: contract.md, "ledger". `skipped` counts records that are no usage; they are not in `read`. */
function importDocument({ files, problems }: ImportReport): unknown {
  return {
    schema: "aimodels/ledger-import/v1",
    read: sumOf(files, "read"),
    inserted: sumOf(files, "inserted"),
    existing: sumOf(files, "existing"),
    conflicts: sumOf(files, "conflicts"),
    rejected: sumOf(files, "rejected"),
    skipped: sumOf(files, "skippedRecords"),
    rejected_tokens: files.reduce((sum, file) => sum.add(file.rejectedTokens), Decimal.zero).toString(),
    files: files.map((file) => ({
      path: file.path,
      sha256: file.sha256,
      format: file.format,
      read: file.read,
      inserted: file.inserted,
      existing: file.existing,
      conflicts: file.conflicts,
      rejected: file.rejected,
      skipped: file.skippedRecords,
      skipped_reasons: [...file.skipped].map(([reason, records]) => ({ reason, records })),
    })),
    problems,
  };
}
