import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { Ledger } from "./ledger.js";
import { openSqliteLedger } from "./sqlite/sqlite-ledger.js";

export type { AppendOptions, ImportResult, Ledger, LedgerStats, TotalsQuery } from "./ledger.js";

/**
 * Opens the ledger in an SQLite file; with `create` also where there is none yet. Throws an InputError for what is no ledger
 * and for one that a newer version of aimodels wrote, with the version to install.
 */
export function openLedger(path: string, mode: "read" | "write" | "create" = "read"): Ledger {
  const { version }: { version: string } = createRequire(import.meta.url)("../../package.json");
  return openSqliteLedger(resolve(path), { mode, program: version });
}
