import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { InputError } from "../findings/index.js";
import type { Ledger } from "../ledger/ledger.js";
import type { LedgerMode, Places } from "./command.js";
import { version } from "./version.js";

/** Opens the ledger; SQLite is loaded only now. Throws an InputError for what is no ledger, and for a named one that is missing. */
export async function openLedger(places: Places, cwd: string, mode: LedgerMode): Promise<Ledger | undefined> {
  const { place, named } = places.ledger;
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(place)) {
    throw new InputError(`this version of aimodels reads ledgers in SQLite files, found ${place}`, {
      remedy: "give --ledger the path of a file",
    });
  }
  const path = resolve(cwd, place);
  if (mode !== "create" && !named && !existsSync(path)) return undefined;
  const { openSqliteLedger } = await import("../ledger/sqlite/sqlite-ledger.js");
  return openSqliteLedger(path, { mode, program: version() });
}
