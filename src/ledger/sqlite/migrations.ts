import type { Database } from "better-sqlite3";
import { FileProblem } from "../../files/index.js";
import { SCHEMA_1 } from "./schema.js";

/** "AIML": marks the file as a ledger of ours, also for file(1). */
const APPLICATION_ID = 0x41494d4c;

/** One step each; the version of a ledger is how many it has taken. */
export const MIGRATIONS: readonly string[] = [SCHEMA_1];

export interface MigrateOptions {
  readonly path: string;
  /** Version of aimodels, kept in the ledger so that an older one can say which to install. */
  readonly program: string;
  readonly migrations?: readonly string[];
}

/** Brings a ledger to the newest schema, in one transaction. Throws a FileProblem for what is no ledger, or a newer one. */
export function migrate(db: Database, { path, program, migrations = MIGRATIONS }: MigrateOptions): void {
  if (ledgerVersion(db, path, migrations.length) === migrations.length) return;
  db.transaction(() => {
    const version = ledgerVersion(db, path, migrations.length);
    for (const step of migrations.slice(version)) db.exec(step);
    if (version === 0) db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${migrations.length}`);
    db.prepare("INSERT INTO meta VALUES ('written_by', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(
      program,
    );
  }).immediate();
}

/** How many steps a ledger has taken, 0 for an empty file. Throws a FileProblem for what is no ledger, or a newer one. */
export function ledgerVersion(db: Database, path: string, newest = MIGRATIONS.length): number {
  const application = pragmaNumber(db, "application_id");
  const version = pragmaNumber(db, "user_version");
  if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || hasTables(db))) throw notALedger(path);
  if (version > newest) throw newerLedger(db, path);
  return version;
}

function pragmaNumber(db: Database, name: string): number {
  return Number(db.pragma(name, { simple: true }));
}

function hasTables(db: Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() !== undefined;
}

export function notALedger(path: string, cause?: unknown): FileProblem {
  return new FileProblem({
    path,
    expected: "a ledger of aimodels",
    found: cause === undefined ? "an SQLite database of another program" : "a file that is no SQLite database",
    remedy: "name the ledger with --ledger FILE; a new one is made by aimodels ledger import",
    ...(cause === undefined ? {} : { cause }),
  });
}

function newerLedger(db: Database, path: string): FileProblem {
  const row = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'written_by'").pluck().get();
  const writer = row === undefined ? "a newer aimodels" : `aimodels ${row}`;
  return new FileProblem({
    path,
    expected: "a ledger that this version can read",
    found: `one that ${writer} has brought to a newer schema`,
    remedy: row === undefined ? "install the newest aimodels" : `install it: npm install aimodels@${row}`,
  });
}
