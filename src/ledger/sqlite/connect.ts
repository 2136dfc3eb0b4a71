import { closeSync, existsSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import { FileProblem } from "../../files/index.js";
import { ledgerVersion, type MigrateOptions, migrate, notALedger } from "./migrations.js";

/** `read` changes nothing, `write` wants a ledger that is there, `create` makes one where there is none. */
type LedgerMode = "read" | "write" | "create";

export interface ConnectOptions extends Omit<MigrateOptions, "path"> {
  readonly mode: LedgerMode;
  /** Milliseconds to wait for another import's batch. */
  readonly patience?: number;
}

/** Another import holds the ledger for one batch at a time, so that this is hundreds of its turns. */
const PATIENCE_MS = 120_000;

/** 160 MB of log: measured, with the default of 1,000 pages every batch is written twice at once. */
const PAGES_BEFORE_CHECKPOINT = 40_000;
const PAGE_CACHE_KIB = 128 * 1024;

/** SQLite's name for a database without a file. */
const IN_MEMORY = ":memory:";

/** Opens a ledger's file and brings its schema up to date. Throws a FileProblem for what is no ledger. */
export function connect(path: string, options: ConnectOptions): Database {
  const { mode, patience = PATIENCE_MS } = options;
  if (mode === "create") createPrivate(path);
  else if (!existsSync(path)) throw noLedger(path);
  const db = open(path, patience);
  try {
    // Looked at before anything is changed: another program's database stays as it is.
    ledgerVersion(db, path, options.migrations?.length);
    prepareFile(db, patience);
    migrate(db, { ...options, path });
    if (mode === "read") db.pragma("query_only = ON");
    return db;
  } catch (error) {
    db.close();
    throw explain(path, error);
  }
}

function open(path: string, patience: number): Database {
  try {
    return new Sqlite(path, { timeout: patience });
  } catch (error) {
    throw explain(path, error);
  }
}

/** Only its owner reads a new ledger: it says who used what. SQLite gives its side files the same mode. */
function createPrivate(path: string): void {
  if (path === IN_MEMORY || existsSync(path)) return;
  try {
    closeSync(openSync(path, "a", 0o600));
  } catch (error) {
    throw new FileProblem({
      path,
      expected: "a place where a ledger can be created",
      found: error instanceof Error ? error.message : String(error),
      remedy: `check that ${dirname(path)} exists and may be written to, or name another place with --ledger`,
      cause: error,
    });
  }
}

function prepareFile(db: Database, patience: number): void {
  db.defaultSafeIntegers(true);
  db.pragma("foreign_keys = ON");
  db.pragma("recursive_triggers = ON");
  db.pragma(`cache_size = -${PAGE_CACHE_KIB}`);
  db.pragma("temp_store = MEMORY");
  useWriteAheadLog(db, patience);
  db.pragma("synchronous = FULL");
  db.pragma(`wal_autocheckpoint = ${PAGES_BEFORE_CHECKPOINT}`);
}

/** Two that create one ledger at once: the change of mode does not wait for a lock by itself, so it is tried again. */
function useWriteAheadLog(db: Database, patience: number): void {
  const still = new Int32Array(new SharedArrayBuffer(4));
  for (let wait = 1, waited = 0; ; wait *= 2, waited += wait) {
    try {
      if (db.pragma("journal_mode", { simple: true }) !== "wal") db.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if (!isBusy(error) || waited > patience) throw error;
      Atomics.wait(still, 0, 0, wait);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_BUSY");
}

/** An error of SQLite as a person can use it; anything else as it is. */
export function explain(path: string, error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const facts = SQLITE_ERRORS.find(([code]) => error.code.startsWith(code))?.[1];
  if (error.code === "SQLITE_NOTADB") return notALedger(path, error);
  return facts === undefined ? error : new FileProblem({ path, ...facts, cause: error });
}

const SQLITE_ERRORS: readonly (readonly [
  code: string,
  facts: Omit<ConstructorParameters<typeof FileProblem>[0], "path">,
])[] = [
  [
    "SQLITE_BUSY",
    {
      expected: "a turn to write to the ledger",
      found: "another process that holds it all the time",
      remedy: "let the other import finish, then run this again: what is in it already is not counted twice",
    },
  ],
  [
    "SQLITE_FULL",
    {
      expected: "room for the ledger",
      found: "a full disk",
      remedy: "free some space, then run this again: whole batches are in, and are not counted twice",
    },
  ],
  [
    "SQLITE_CONSTRAINT_DATATYPE",
    {
      expected: "totals of at most 9,223,372,036,854,775,807 a quarter hour",
      found: "events that come to more",
      remedy: "look for records with impossible quantities; nothing of this batch was kept",
    },
  ],
  [
    "SQLITE_CORRUPT",
    {
      expected: "a sound ledger",
      found: "a damaged database file",
      remedy: "restore it from a backup, or import the logs into a new one",
    },
  ],
  [
    "SQLITE_READONLY",
    {
      expected: "a ledger that may be written to",
      found: "one that is read-only",
      remedy: "check the permissions of the file and of its folder",
    },
  ],
  [
    "SQLITE_CANTOPEN",
    {
      expected: "a ledger that can be opened",
      found: "a file or folder that this user may not open",
      remedy: "check the permissions of the file and of its folder",
    },
  ],
];

function noLedger(path: string): FileProblem {
  return new FileProblem({
    path,
    expected: "a ledger",
    found: "no file of that name",
    remedy: "aimodels ledger import FILE… makes one from your usage logs",
  });
}
