import { resolve } from "node:path";
import type { Ledger } from "./ledger.js";
import { openSqliteLedger } from "./sqlite/sqlite-ledger.js";

export type { AppendOptions, ImportResult, Ledger, LedgerStats, TotalsQuery } from "./ledger.js";

/**
 * Opens the ledger in an SQLite file, `create` also where there is none yet. Throws an InputError for what is no ledger and
 * for one that a newer version wrote. The program's name stands in a ledger that it creates.
 */
export function openLedger(path: string, mode: "read" | "write" | "create" = "read", program = "library"): Ledger {
  return openSqliteLedger(resolve(path), { mode, program });
}
