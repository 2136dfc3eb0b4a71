import { join } from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../files/temporary-folder.js";
import { event, GROWING, ONCE, openAt, recordsOf } from "./events.js";

/** A client that is not ours: none of our settings, and those that SQLite ships with. */
function stranger(path: string): Database {
  const db = new Sqlite(path);
  db.pragma("recursive_triggers = OFF");
  db.pragma("foreign_keys = OFF");
  return db;
}

let path: string;
let other: Database;
beforeEach(() => {
  path = join(temporaryFolder(), "aimodels.db");
  const ledger = openAt(path);
  ledger.append([event("a", { responseId: "resp_1" }), event("b"), event("b", { requests: 2 })], ONCE);
  ledger.append([event("b", { usage: { uncached_input: 400, output: 60 } })], GROWING);
  ledger.close();
  other = stranger(path);
});
afterEach(() => other.close());

const ROW = "series, id, time, requests, usage, recorded_at";
const COPY = "SELECT series, id, time, requests, '{}', recorded_at FROM event WHERE id = 'a'";

describe("a ledger against any client", () => {
  it.each([
    ["an update of an event", "UPDATE event SET usage = '{}'"],
    ["an update that replaces what is in its way", "UPDATE OR REPLACE event SET event = 2 WHERE event = 1"],
    ["a delete of events", "DELETE FROM event"],
    ["a replacement of an event by its row", "REPLACE INTO event SELECT * FROM event WHERE event = 1"],
    [
      "an upsert of an event's row",
      "INSERT INTO event SELECT * FROM event WHERE TRUE ON CONFLICT DO UPDATE SET usage = '{}'",
    ],
    ["a second event of an identity", `INSERT INTO event (${ROW}) ${COPY}`],
    ["a replacement of an identity", `INSERT OR REPLACE INTO event (${ROW}) ${COPY}`],
    ["an ignored second event of an identity", `INSERT OR IGNORE INTO event (${ROW}) ${COPY}`],
    [
      "a second event of a response",
      `INSERT INTO event (${ROW}, response_id) SELECT series, 'other', time, 1, '{}', 1, 'resp_1' FROM event WHERE id = 'a'`,
    ],
    [
      "a second correction of one version",
      `INSERT OR REPLACE INTO event (${ROW}, corrects, correction, reason)
       SELECT series, id, time, 1, '{}', 1, corrects, 'replaced', 'why' FROM event WHERE corrects IS NOT NULL`,
    ],
    [
      "a correction of another event",
      `INSERT INTO event (${ROW}, corrects, correction, reason)
       SELECT series, 'other', time, 1, '{}', 1, event, 'replaced', 'why' FROM event WHERE id = 'a'`,
    ],
    ["an update of a series", "UPDATE series SET model = 'o3'"],
    ["a delete of series", "DELETE FROM series"],
    ["a replacement of a series", "REPLACE INTO series SELECT * FROM series"],
    ["an update of a conflict", "UPDATE conflict SET reason = ''"],
    ["a delete of conflicts", "DELETE FROM conflict"],
    ["a replacement of a conflict", "REPLACE INTO conflict SELECT * FROM conflict"],
  ])("refuses %s", (_, sql) => {
    const before = other.prepare("SELECT * FROM event").all();
    expect(() => other.exec(sql)).toThrow(/the ledger is append-only/);
    expect(other.prepare("SELECT * FROM event").all()).toEqual(before);
  });

  it("takes a new event, and a correction that says why", () => {
    other.exec(`INSERT INTO event (${ROW}) SELECT series, 'new', time, 1, '{"output":1}', 1 FROM event WHERE id = 'a'`);
    other.exec(`INSERT INTO event (${ROW}, corrects, correction, reason)
      SELECT series, id, time, 1, '{"output":2}', 1, event, 'replaced', 'why' FROM event WHERE id = 'new'`);
    expect(() =>
      other.exec(`INSERT INTO event (${ROW}, corrects, correction)
        SELECT series, id, time, 1, '{}', 1, event, 'replaced' FROM event WHERE id = 'a'`),
    ).toThrow(/CHECK/);
    const ledger = openAt(path, "read");
    expect([...ledger.events({})].map(({ id }) => id)).toEqual(["a", "b", "new"]);
    expect(ledger.verify()).toEqual([expect.stringMatching(/events sum to/)]);
    ledger.close();
  });

  it("keeps every version of a corrected event", () => {
    const versions = other.prepare("SELECT usage, correction, reason FROM event WHERE id = 'b' ORDER BY event").all();
    expect(versions).toEqual([
      { usage: '{"output":50,"uncached_input":400}', correction: null, reason: null },
      { usage: '{"output":60,"uncached_input":400}', correction: "grown", reason: expect.stringMatching(/says more/) },
    ]);
  });

  it("holds whole numbers and text only, so that no quantity passes through a double", () => {
    const columns = ["event", "total", "total_meter", "total_cost"].flatMap((table) =>
      other.prepare<[], { type: string }>(`SELECT type FROM pragma_table_info('${table}')`).all(),
    );
    expect([...new Set(columns.map(({ type }) => type))].sort()).toEqual(["INTEGER", "TEXT"]);
  });
});

it("a ledger opened for reading changes nothing", () => {
  const ledger = openAt(path, "read");
  expect(() => ledger.append([event("c")], ONCE)).toThrow(/read-?only/);
  expect(recordsOf(ledger.events({}))).toHaveLength(2);
  ledger.close();
});
