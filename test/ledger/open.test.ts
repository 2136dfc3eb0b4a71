import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { connect } from "../../src/ledger/sqlite/connect.js";
import { MIGRATIONS } from "../../src/ledger/sqlite/migrations.js";
import { openSqliteLedger } from "../../src/ledger/sqlite/sqlite-ledger.js";
import { temporaryFile, temporaryFolder } from "../files/temporary-folder.js";
import { event, ONCE, openAt, recordsOf } from "./events.js";

/** SQLite's number for it. */
const FULL = 2n;
const PAGE_BYTES = 4096;

function newPath(): string {
  return join(temporaryFolder(), "aimodels.db");
}

describe("opening a ledger", () => {
  it("makes one that only its owner can read", () => {
    const path = newPath();
    const ledger = openAt(path);
    ledger.append([event("a")], ONCE);
    const modes = [path, `${path}-wal`, `${path}-shm`].filter(existsSync).map((file) => statSync(file).mode & 0o777);
    expect(modes).toEqual(modes.map(() => 0o600));
    ledger.close();
  });

  it("leaves one file behind, also after reading", () => {
    const path = newPath();
    openAt(path).close();
    openAt(path, "read").close();
    expect([`${path}-wal`, `${path}-shm`].filter(existsSync)).toEqual([]);
  });

  it("commits to a write-ahead log, and only says so when the disk has it", () => {
    const db = connect(newPath(), { mode: "create", program: "0.1.0" });
    expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(db.pragma("synchronous", { simple: true })).toBe(FULL);
    db.close();
  });

  it.each(["read", "write"] as const)("makes none when it is opened to %s", (mode) => {
    const path = newPath();
    expect(() => openAt(path, mode)).toThrow(/expected a ledger, found no file of that name/);
    expect(existsSync(path)).toBe(false);
  });

  it("says where it cannot make one", () => {
    expect(() => openAt(join(temporaryFolder(), "no", "such", "aimodels.db"))).toThrow(
      /place where a ledger can be created/,
    );
  });

  it("takes an empty file for a new ledger", () => {
    const ledger = openAt(temporaryFile("", "aimodels.db"));
    expect(ledger.append([event("a")], ONCE).inserted).toBe(1);
    ledger.close();
  });
});

describe("a file that is no ledger", () => {
  it("is refused and left as it is: text", () => {
    const path = temporaryFile("day,amount\n2026-10-01,1\n".repeat(100), "aimodels.db");
    expect(() => openAt(path)).toThrow(/expected a ledger of aimodels, found a file that is no SQLite database/);
    expect(readFileSync(path, "utf8")).toMatch(/^day,amount/);
  });

  it("is refused and left as it is: another program's database", () => {
    const path = newPath();
    const foreign = new Sqlite(path);
    foreign.exec("CREATE TABLE event (x); INSERT INTO event VALUES (1)");
    foreign.close();
    const before = readFileSync(path);
    expect(() => openAt(path)).toThrow(/an SQLite database of another program/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe("a ledger of another version", () => {
  const NEWER = [...MIGRATIONS, "ALTER TABLE event ADD COLUMN note TEXT"];

  it("is brought up to date, with everything in it", () => {
    const path = newPath();
    const old = openAt(path);
    old.append([event("a")], ONCE);
    old.close();
    const migrated = openSqliteLedger(path, { mode: "read", program: "0.2.0", migrations: NEWER });
    expect(recordsOf(migrated.events({}))).toEqual(recordsOf([event("a")]));
    expect(migrated.verify()).toEqual([]);
    migrated.close();
  });

  it("is refused when it is newer, with the version to install", () => {
    const path = newPath();
    openSqliteLedger(path, { mode: "create", program: "0.9.0", migrations: NEWER }).close();
    const opening = () => openAt(path, "read");
    expect(opening).toThrow(/aimodels 0\.9\.0 has brought to a newer schema/);
    expect(opening).toThrow(expect.objectContaining({ remedy: "install it: npm install aimodels@0.9.0" }));
  });

  it("stays as it was when a step of the way fails", () => {
    const path = newPath();
    openAt(path).close();
    const broken = [...MIGRATIONS, "CREATE TABLE extra (x); SELECT no_such_function()"];
    expect(() => openSqliteLedger(path, { mode: "write", program: "0.2.0", migrations: broken })).toThrow();
    const ledger = openAt(path);
    expect(ledger.append([event("a")], ONCE).inserted).toBe(1);
    ledger.close();
  });
});

it("a damaged ledger is refused with what to do", () => {
  const path = newPath();
  openAt(path).close();
  const bytes = readFileSync(path);
  bytes.fill(0x5a, PAGE_BYTES);
  writeFileSync(path, bytes);
  expect(() => openAt(path, "read")).toThrow(/expected a sound ledger, found a damaged database file/);
});
